#!/usr/bin/env bash
# Holds `desil fit` against R on the synthetic survey and on data sets that ship with R:
#   tests/compare_r.sh [build folder]
# Needs r-base-core, r-cran-survey and r-cran-sandwich; without them it says so and succeeds, but not in CI (CI=true).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=${1:-$root/build}
if ! Rscript -e 'library(survey); library(sandwich)' >/dev/null 2>&1; then
  echo "compare_r: skipped, R with survey and sandwich is not installed." >&2
  echo "Cure: apt-get install --no-install-recommends r-base-core r-cran-survey r-cran-sandwich" >&2
  [[ ${CI:-} != true ]]
  exit
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$build/bin/desil" synth --persons 1000 --seed 1 --survey-rows 10280 --out "$folder/nation" --quiet >/dev/null
"$build/bin/desil" fit --survey "$folder/nation/susenas.csv" --spec "$root/tests/data/compare_r_spec.toml" \
  --out "$folder/pmt.json" --quiet >/dev/null
Rscript "$root/tests/compare_r.R" "$build/bin/desil" "$folder" "$folder/nation/susenas.csv" "$folder/pmt.fit.json"
DESIL_R_SETS="$folder/sets" "$build/bin/desil_tests" "[.compare_r]"
