#!/bin/bash
# Holds duplicates.csv of a run against the truth of its synthetic nation:
#
#   bench/duplicates_truth.sh NATION OUT [PROBABILITY]      # from 0.5, or from the probability given
#
# A pair of registry rows is true where both stand for one `orang` of truth/persons.csv, and found where both are in one
# cluster. Prints precision, recall and F1 over all true pairs, and recall by the fault that was planted in the second
# row. The nation must be written as CSV, one file of the registry.
set -euo pipefail
nation=$1 out=$2 least=${3:-0.5}
awk -F, -v least="$least" '
  FILENAME ~ /truth\/persons.csv$/ { if ($1 == "dukcapil") { person[$2] = $3; rows[$3]++ } ; next }
  FILENAME ~ /truth\/faults.csv$/ {
    if ($1 == "dukcapil" && $3 != "nik_ganda") fault[person[$2]] = $3
    next
  }
  FILENAME ~ /dukcapil.csv$/ { if (FNR > 1 && rows[person[FNR - 1]] > 1) of_nik[$1] = person[FNR - 1]; next }
  FNR > 1 && $3 >= least { members[$1] = members[$1] " " $2 }
  END {
    for (orang in rows) {
      pairs = rows[orang] * (rows[orang] - 1) / 2
      if (pairs == 0) continue
      kind = orang in fault ? fault[orang] : "(no fault)"
      all += pairs; all_of[kind] += pairs
    }
    for (cluster in members) {
      n = split(members[cluster], nik, " ")
      for (i = 1; i <= n; ++i) for (j = 1; j < i; ++j) {
        ++found
        if (!(nik[i] in of_nik) || of_nik[nik[i]] != of_nik[nik[j]]) continue
        ++right
        orang = of_nik[nik[i]]
        ++right_of[orang in fault ? fault[orang] : "(no fault)"]
      }
    }
    printf "pairs found %d, true %d, right %d\n", found, all, right
    printf "precision %.4f  recall %.4f  F1 %.4f\n", right / found, right / all, 2 * right / (found + all)
    for (kind in all_of) printf "  %-18s %6d of %6d  %.4f\n", kind, right_of[kind], all_of[kind], right_of[kind] / all_of[kind]
  }' "$nation/truth/persons.csv" "$nation/truth/faults.csv" "$nation/dukcapil.csv" "$out/duplicates.csv"
