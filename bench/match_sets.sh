#!/usr/bin/env bash
# Pairwise precision, recall and F1 of `desil match` on open sets with truth.
#
#   bench/match_sets.sh DIR [NAME ...]      DIR holds NAME.csv (default: febrl1 febrl2 febrl3 fake_1000)
#
# The link model is bench/match_sets/PREFIX.toml for a NAME that begins with PREFIX: field types, nothing else. Truth is
# the column `cluster`, or the number in `rec_id` (rec-N-org, rec-N-dup-k); it is never a field. `pairs` counts pairs
# of pairs.csv with a probability of at least 0.5, `clusters` all pairs within a cluster, `written` the share of true
# pairs that pairs.csv holds at any probability. DESIL names another program.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
desil=${DESIL:-$here/../build/bin/desil}
[ $# -ge 1 ] || { sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2; }
dir=$1
shift
[ $# -ge 1 ] || set -- febrl1 febrl2 febrl3 fake_1000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# person of each row, pairs.csv, clusters.csv → the line of figures
measure='
function ratio(part, whole) { return whole > 0 ? part / whole : 0 }
function figures(hits, found, p, r) {
  p = ratio(hits, found); r = ratio(hits, truth)
  return sprintf("%9.4f %9.4f %9.4f", p, r, ratio(2 * p * r, p + r))
}
FILENAME == ARGV[1] { if (FNR > 1) { person[FNR - 1] = $column; sub(/^ *rec-/, "", person[FNR - 1]);
    sub(/-.*/, "", person[FNR - 1]); rows[person[FNR - 1]]++ } next }
FNR == 1 { next }
FILENAME == ARGV[2] { same = person[$1] == person[$2]; written += same
    if ($4 >= 0.5) { found++; hits += same } next }
{ size[$2]++; both[$2 SUBSEP person[$1]]++ }
END {
  for (p in rows) truth += rows[p] * (rows[p] - 1) / 2
  for (c in size) in_clusters += size[c] * (size[c] - 1) / 2
  for (b in both) cluster_hits += both[b] * (both[b] - 1) / 2
  printf "%-12s %s %s %9.4f %8s\n", name, figures(hits, found), figures(cluster_hits, in_clusters),
    ratio(written, truth), seconds
}'

printf '%-12s %29s %29s %9s %8s\n' "" "pairs" "clusters" "" ""
printf '%-12s %9s %9s %9s %9s %9s %9s %9s %8s\n' set precision recall F1 precision recall F1 written seconds
for name in "$@"; do
  file=$dir/$name.csv
  link=
  for candidate in "$here"/match_sets/*.toml; do
    prefix=$(basename "$candidate" .toml)
    case $name in "$prefix"*) link=$candidate ;; esac
  done
  [ -n "$link" ] || { echo "match_sets: no link model for $name in bench/match_sets" >&2; exit 2; }
  column=$(head -n 1 "$file" | tr -d '\r\357\273\277' | awk -F, '{ for (i = 1; i <= NF; i++) { gsub(/^ +| +$/, "", $i)
    if ($i == "rec_id" || $i == "cluster") { print i; exit } } }')
  [ -n "$column" ] || { echo "match_sets: $file has neither rec_id nor cluster" >&2; exit 2; }
  begin=$(date +%s.%N)
  "$desil" match "$file" --model "$link" --out "$work/$name" --quiet > /dev/null
  seconds=$(awk -v b="$begin" -v e="$(date +%s.%N)" 'BEGIN { printf "%.2f", e - b }')
  awk -F, -v name="$name" -v column="$column" -v seconds="$seconds" "$measure" \
    "$file" "$work/$name/pairs.csv" "$work/$name/clusters.csv"
done
