#!/usr/bin/env bash
# Measures Desil beside DuckDB, polars and ClickHouse: the same files, the same work, one run on one machine.
#
#   bench/peers.sh [--persons N] [--rounds N] [--only REGEX] [--json FILE]
#
#   --persons N    persons of the synthetic nation (default 4000000)
#   --rounds N     runs of every engine (default 3): the median of ours, the best of theirs
#   --only REGEX   some rows: csv_raw csv_tokens csv_names csv_quoted ndjson names_8 names_222 hostile score
#   --json FILE    the same figures as one JSON document
#
# Builds desil and desil_bench, installs the peers from npm at the versions of bench/peers/package-lock.json, makes
# the files once (build/peers/data-N), compares the answers, then prints a table in Markdown on stdout. Works from
# any folder. A bar that is missed is in the table; only a wrong answer or a broken run ends with an error.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
persons=4000000
arguments=()
json=

usage() {
  echo "usage: bench/peers.sh [--persons N] [--rounds N] [--only REGEX] [--json FILE]" >&2
  exit 2
}
fail() {
  echo "peers: $*" >&2
  exit 1
}
while (($# > 0)); do
  case $1 in
    --*=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;;
    --persons | --rounds | --only | --json)
      (($# >= 2)) || usage
      case $1 in
        --persons) persons=$2 ;;
        --json) json=$(realpath -m -- "$2") ;;
        *) arguments+=("$1" "$2") ;;
      esac
      shift 2
      ;;
    *) usage ;;
  esac
done
[[ $persons =~ ^[1-9][0-9]*$ ]] || { echo "peers: --persons: seen '$persons', wanted a whole number above zero" >&2; exit 2; }
[[ -z $json ]] || arguments+=(--json "$json")

[[ $(uname -m) == x86_64 ]] || fail "the peers are locked for x86-64 only, this is $(uname -m)"
for tool in node npm; do
  command -v "$tool" >/dev/null ||
    fail "$tool is not here. Cure: install Node.js 20 or later with npm (Debian: apt-get install nodejs npm; Debian 12 has 18, so take a newer one from nodejs.org)."
done
node_major=$(node -p 'process.versions.node.split(".")[0]')
((node_major >= 20)) || fail "node is $(node --version), polars wants 20 or later. Cure: install a newer Node.js."

# shellcheck source=tools/setup.sh
source "$root/tools/setup.sh"
install_packages build
build=$root/build
cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DSANITIZE= -DDESIL_BENCH=ON >/dev/null
cmake --build "$build" --target desil desil_bench >&2

# The peers. Not `npm ci`: it wants the lock to name the packages of every other platform too.
peers=$build/peers
mkdir -p "$peers"
if ! cmp -s "$root/bench/peers/package-lock.json" "$peers/installed-lock.json" || [[ ! -d $peers/node_modules ]]; then
  echo "peers: installing DuckDB, polars and ClickHouse (730 MB)" >&2
  cp "$root/bench/peers/package.json" "$root/bench/peers/package-lock.json" "$peers/"
  npm install --prefix "$peers" --no-save --ignore-scripts --no-audit --no-fund --loglevel=error >&2 ||
    fail "npm could not install the peers. Cure: check that npm reaches its registry (npm ping), then run again."
  cp "$root/bench/peers/package-lock.json" "$peers/installed-lock.json"
fi

# The files. A nation in both formats takes about 2.6 KB of disk a person while it is made; all of it but the
# registry goes again.
data=$peers/data-$persons
if [[ ! -e $data/dukcapil.ndjson ]]; then
  need_kib=$((persons * 2600 / 1024 + 1048576))
  free_kib=$(df --output=avail -k "$peers" | tail -n 1)
  ((free_kib > need_kib)) ||
    fail "$((need_kib / 1024)) MiB of disk are needed at $peers, $((free_kib / 1024)) MiB are free. Cure: make room or take fewer --persons."
  echo "peers: making a nation of $persons persons" >&2
  rm -rf "$data.nation" "$data"
  "$build/bin/desil" synth --persons "$persons" --seed 1 --survey-rows 1000 --format csv,ndjson --out "$data.nation" --quiet >&2
  mkdir -p "$data"
  mv "$data.nation/dukcapil.csv" "$data/"
  mv "$data.nation/dukcapil.ndjson" "$data/"
  rm -rf "$data.nation"
fi
node "$root/bench/peers/make_files.mjs" "$data"

revision=$(git -C "$root" describe --always --dirty 2>/dev/null || echo "of an unknown revision")
DESIL_PEERS_MODULES=$peers node "$root/bench/peers/compare.mjs" --bench "$build/bin/desil_bench" --data "$data" \
  --threads "$(nproc)" --revision "$revision" "${arguments[@]}"
