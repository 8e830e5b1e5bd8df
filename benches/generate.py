#!/usr/bin/env python3
"""Writes statement tables of known size for the benchmarks, the same bytes on every run.

    generate.py S M L --out FOLDER        1e3, 1e5 and 1e7 statements

Columns: id, document, date, actor, organisation, claim, theme, stance (1 or -1).

A few actors speak much and most speak little, a few claims are popular (power laws with a
shoulder); actors belong to organisations, organisations to camps, and a camp tends to one side of
a claim. Randomness comes from one seeded generator, of which only uniform doubles are used.
"""
import argparse
import datetime
import os

import numpy as np

SIZES = {
    # statements, actors, organisations, claims, themes, camps, exponent, shoulder, seed
    "S": (1_000, 60, 20, 40, 6, 2, 0.9, 2.0, 11),
    "M": (100_000, 5_000, 500, 2_000, 30, 4, 1.0, 3.0, 12),
    "L": (10_000_000, 200_000, 5_000, 20_000, 100, 5, 0.8, 50.0, 13),
}
CHUNK = 250_000
DAYS = 5 * 365


def cumulative(weights):
    total = np.cumsum(weights)
    return total / total[-1]


def pick(rng, cdf, n):
    return np.minimum(np.searchsorted(cdf, rng.random(n), side="right"), len(cdf) - 1)


def power_law(n, exponent, shoulder):
    return (np.arange(n) + 1.0 + shoulder) ** -exponent


def write(size, folder):
    n, actors, organisations, claims, themes, camps, exponent, shoulder, seed = SIZES[size]
    rng = np.random.Generator(np.random.PCG64(seed))
    camp_of_organisation = pick(rng, np.arange(1, camps + 1) / camps, organisations)
    organisation_of = pick(rng, cumulative(power_law(organisations, 0.8, 5.0)), actors)
    # One actor in ten does not follow its organisation.
    strays = rng.random(actors) < 0.1
    camp_of = np.where(
        strays, pick(rng, np.arange(1, camps + 1) / camps, actors), camp_of_organisation[organisation_of]
    )
    theme_of = pick(rng, cumulative(power_law(themes, 0.7, 2.0)), claims)
    sides = np.array([0.95, 0.85, 0.5, 0.15, 0.05])
    support = sides[(rng.random((claims, camps)) * len(sides)).astype(np.int64)]
    claim_cdf = cumulative(power_law(claims, exponent, shoulder)[np.argsort(rng.random(claims), kind="stable")])
    actor_cdf = cumulative(power_law(actors, exponent, shoulder)[np.argsort(rng.random(actors), kind="stable")])

    first_day = datetime.date(2019, 1, 1)
    days = [(first_day + datetime.timedelta(days=d)).isoformat() for d in range(DAYS)]
    actor_text = [f"Actor {i},Organisation {organisation_of[i]}" for i in range(actors)]
    # One claim in ten needs quoting.
    claim_text = [
        f'"Claim {i}, which has a ""quoted"" part and a comma",Theme {theme_of[i]}'
        if i % 10 == 0
        else f"Claim {i} about a measure that some want and others fear,Theme {theme_of[i]}"
        for i in range(claims)
    ]
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, f"{size}.csv")
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write("id,document,date,actor,organisation,claim,theme,stance\n")
        for start in range(0, n, CHUNK):
            count = min(CHUNK, n - start)
            who = pick(rng, actor_cdf, count)
            what = pick(rng, claim_cdf, count)
            stance = np.where(rng.random(count) < support[what, camp_of[who]], 1, -1)
            rows = zip(range(start, start + count), who.tolist(), what.tolist(), stance.tolist())
            out.write(
                "".join(
                    f"s{i},d{i // 8},{days[i * DAYS // n]},{actor_text[a]},{claim_text[c]},{s}\n"
                    for i, a, c, s in rows
                )
            )
    print(f"{path}: {n} statements, {os.path.getsize(path)} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("sizes", nargs="+", choices=list(SIZES))
    parser.add_argument("--out", default="target/bench")
    arguments = parser.parse_args()
    for size in arguments.sizes:
        write(size, arguments.out)
