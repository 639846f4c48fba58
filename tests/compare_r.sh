#!/usr/bin/env bash
# Holds `desil fit` against R on the synthetic survey: tests/compare_r.sh [build folder]
# Needs r-base-core, r-cran-survey and r-cran-sandwich; without them it says so and succeeds, but not in CI (CI=true).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
desil=${1:-$root/build}/bin/desil
if ! Rscript -e 'library(survey); library(sandwich)' >/dev/null 2>&1; then
  echo "compare_r: skipped, R with survey and sandwich is not installed." >&2
  echo "Cure: apt-get install --no-install-recommends r-base-core r-cran-survey r-cran-sandwich" >&2
  [[ ${CI:-} != true ]]
  exit
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$desil" synth --persons 1000 --seed 1 --survey-rows 10280 --out "$folder/nation" --quiet >/dev/null
"$desil" fit --survey "$folder/nation/susenas.csv" --spec "$root/tests/data/compare_r_spec.toml" \
  --out "$folder/pmt.json" --quiet >/dev/null
Rscript "$root/tests/compare_r.R" "$folder/nation/susenas.csv" "$folder/pmt.fit.json"
