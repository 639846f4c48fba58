#!/usr/bin/env bash
# Shows Desil at work on a fresh Debian 12: installs what is missing, builds, writes a synthetic
# nation, ranks its families and says where the report is.
#
#   tools/demo.sh [--persons N]     default 1000000
#
# Works from any folder and may be repeated: the nation goes to nation-N, the results to out/demo-N
# below the project.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
persons=1000000

usage() {
  echo "usage: tools/demo.sh [--persons N]" >&2
  exit 2
}
while (($# > 0)); do
  case $1 in
    --persons)
      (($# >= 2)) || usage
      persons=$2
      shift 2
      ;;
    --persons=*)
      persons=${1#*=}
      shift
      ;;
    *) usage ;;
  esac
done
[[ $persons =~ ^[1-9][0-9]*$ ]] || { echo "demo: --persons: seen '$persons', wanted a whole number above zero" >&2; exit 2; }

# shellcheck source=tools/setup.sh
source "$root/tools/setup.sh"
install_packages build

cmake -S "$root" -B "$root/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DSANITIZE= >/dev/null
cmake --build "$root/build" --target desil

desil=$root/build/bin/desil
nation=$root/nation-$persons
out=$root/out/demo-$persons

section() { printf '\n== %s\n' "$*"; }

section "A synthetic nation of $persons persons: $nation"
began=$SECONDS
"$desil" synth --persons "$persons" --seed 1 --out "$nation"
echo "written in $((SECONDS - began)) s, $(du -sh "$nation" | cut -f1)"

section "The re-ranking: $out"
began=$SECONDS
"$desil" run "$nation/run.toml" --out "$out"
echo "ranked in $((SECONDS - began)) s"

section "The first families (no real persons: numbers and names are drawn)"
head -n 4 "$out/families.csv"

section "The results are as the run wrote them"
"$desil" verify "$out"

section "The report"
echo "$out/report.html"
