#!/usr/bin/env python3
"""agree.py PLENARY FOLDER [sc://host:port]: the files of SQL have the numbers of `plenary`, to 1e-9.

Ten thousand seeded statements; every aggregation and every normalisation on DuckDB, half of their
combinations, with all rules for duplicates in turn; two of these at the endpoint, too.
"""
import json
import pathlib
import subprocess
import sys
import time

import capped
import generate
import parquet
import pipeline

PLENARY, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
ROWS, CAP = 10_000, 60
DUPLICATES = ["include", "document", "week", "month", "year", "range"]


def of_plenary(table, asked):
    words = [f"--{name}={asked[name]}" for name in ("aggregation", "normalisation", "duplicates")]
    if asked["aggregation"] == "ignore":
        words.append("--stance=none")
    said = subprocess.run([PLENARY, "analyse", "network", table, "--format=json", *words],
                          check=True, capture_output=True, timeout=120).stdout
    return {tuple(sorted((t["from"], t["to"]))): t["weight"] for t in json.loads(said)["result"]["ties"]}


def worst(ours, theirs):
    ours = {tuple(sorted(pair)): weight for pair, weight in ours.items()}
    both = ours.keys() | theirs.keys()
    return max(abs(ours.get(p, 0) - theirs.get(p, 0)) / max(1, abs(theirs.get(p, 0))) for p in both)


def main():
    table, few = FOLDER / "table.csv", FOLDER / "capped.csv"
    generate.main(ROWS, table)
    capped.main(table, CAP, few)
    parquet.write(table, FOLDER / "statements", ROWS // 4)
    engines = {"duckdb": pipeline.Duck(FOLDER / "statements")}
    if len(sys.argv) > 3:
        engines[sys.argv[3]] = pipeline.Spark(sys.argv[3], FOLDER / "statements")
    asked = [
        {"aggregation": a, "normalisation": n, "duplicates": DUPLICATES[(i + 4 * j) % 6], "cap": CAP}
        for i, a in enumerate(pipeline.AGGREGATIONS) for j, n in enumerate(pipeline.NORMALISATIONS)
        if (i + j) % 2 == 0
    ]
    bad, done = 0, {name: 0 for name in engines}
    begun = time.time()
    for at, options in enumerate(asked):
        theirs = of_plenary(few, options)
        for name, engine in engines.items():
            # An endpoint is asked two things: to see that it is the same text, not to test it.
            if name != "duckdb" and at not in (4, 13):
                continue
            off = worst(pipeline.ties(engine, options), theirs)
            done[name] += 1
            if not theirs or off > 1e-9:
                bad += 1
                print(f"{name}, {options}: {len(theirs)} ties, off by {off}")
    for name, count in done.items():
        print(f"{name}: {count} networks of {ROWS} statements as plenary's, {bad} wrong in all")
    print(f"{time.time() - begun:.0f} s")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
