#!/usr/bin/env python3
"""capped.py TABLE.csv CAP OUT.csv: the table without the claims that more stakeholders speak on."""
import csv
import sys


def main(table, cap, out):
    held = set()
    with open(table, encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            held.add((row[0], row[1]))
    speakers = {}
    for _, claim in held:
        speakers[claim] = speakers.get(claim, 0) + 1
    with open(table, encoding="utf-8", newline="") as file, open(out, "w", encoding="utf-8", newline="") as to:
        writer = csv.writer(to, lineterminator="\n")
        writer.writerows(row for row in csv.reader(file) if speakers[row[1]] <= cap)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
