#!/usr/bin/env python3
"""Writes successor_codes.csv: for each withdrawn code of retired_codes.csv the current one.

The withdrawals of 2022 and 2023 renumbered whole regencies of Papua, keeping their names and those of
their districts, but for spelling. A successor is written only where it is the one candidate; `how`
says which rule found it, in this order:

  regency: name         one current regency bears the same name
  district: code+name   in the successor regency, same last two digits and same name
  district: name        in the successor regency, the one district of the same name
  district: spelling    in the successor regency, the one district not yet taken whose name is within
                        3 edits and a third of the name's length

Names are compared in capitals, letters only. A district claimed twice is given to nobody.

usage: derive_successors.py      (reads and writes the folder it lies in)
"""
import csv
import os
from collections import Counter

FOLDER = os.path.dirname(os.path.abspath(__file__))


def table(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def plain(name):
    name = name.upper()
    for long, short in (("KABUPATEN ", "KAB "), ("KAB. ", "KAB ")):
        name = name.replace(long, short)
    return "".join(c for c in name if "A" <= c <= "Z")


def edits(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row = row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (x != y)))
    return row[-1]


def only(candidates):
    return candidates[0] if len(candidates) == 1 else None


def main():
    retired, districts, regencies = (table(n + ".csv") for n in ("retired_codes", "districts", "regencies"))
    found = {}
    for code, name in retired.items():
        if len(code) == 4:
            match = only([c for c, n in regencies.items() if plain(n) == plain(name)])
            if match:
                found[code] = (match, "name")
    unnamed = []
    for code, name in retired.items():
        if len(code) != 6 or code[:4] not in found:
            continue
        inside = [c for c in districts if c[:4] == found[code[:4]][0] and plain(districts[c]) == plain(name)]
        same_digits = only([c for c in inside if c[4:] == code[4:]])
        if same_digits:
            found[code] = (same_digits, "code+name")
        elif only(inside):
            found[code] = (inside[0], "name")
        else:
            unnamed.append(code)
    taken = {successor for successor, _ in found.values()}
    for code in unnamed:
        name = plain(retired[code])
        near = [c for c in districts if c[:4] == found[code[:4]][0] and c not in taken
                and edits(plain(districts[c]), name) <= min(3, len(name) // 3)]
        if only(near):
            found[code] = (near[0], "spelling")
    claims = Counter(successor for successor, _ in found.values())
    with open(os.path.join(FOLDER, "successor_codes.csv"), "w", encoding="utf-8", newline="") as file:
        file.write("level,retired_code,current_code,how\n")
        for code in sorted(found, key=lambda c: (len(c), c)):
            successor, how = found[code]
            if claims[successor] == 1:
                file.write(f"{'regency' if len(code) == 4 else 'district'},{code},{successor},{how}\n")


if __name__ == "__main__":
    main()
