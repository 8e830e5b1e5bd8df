#!/usr/bin/env python3
"""generate.py ROWS FILE.csv: a seeded table of statements, the same bytes on every run.

ROWS/5 stakeholders (power law 1.0) and ROWS/50 claims (0.9), at least 50 and 20; stances lean with
stakeholder and claim; ten years of days; documents of twenty statements; one row in fifty repeated.
"""
import datetime
import sys

import numpy as np

CHUNK = 100_000


def draw(rng, n, exponent, m):
    weights = np.arange(1, n + 1) ** -exponent
    total = np.cumsum(weights)
    return np.searchsorted(total / total[-1], rng.random(m), side="right").clip(0, n - 1)


def main(rows, path):
    rng = np.random.Generator(np.random.PCG64(7))
    people, claims = max(50, rows // 5), max(20, rows // 50)
    lean, side = rng.random(people), rng.random(claims) < 0.5
    first = datetime.date(2015, 1, 1)
    days = [(first + datetime.timedelta(days=d)).isoformat() for d in range(3652)]
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write("stakeholder,claim,stance,date,document\n")
        for start in range(0, rows, CHUNK):
            m = min(CHUNK, rows - start)
            who, what = draw(rng, people, 1.0, m), draw(rng, claims, 0.9, m)
            stance = np.where(rng.random(m) < np.where(side[what], lean[who], 1 - lean[who]), 1, -1)
            day = rng.integers(0, len(days), m)
            again = np.flatnonzero(rng.random(m) < 0.02)
            again = again[again > 0]
            for column in (who, what, stance, day):
                column[again] = column[again - 1]
            cells = zip(range(start, start + m), who.tolist(), what.tolist(), stance.tolist(), day.tolist())
            out.write("".join(
                f"s{a},c{c},{s},{days[d]},d{n // 20}\n" for n, a, c, s, d in cells
            ))


if __name__ == "__main__":
    main(int(float(sys.argv[1])), sys.argv[2])
