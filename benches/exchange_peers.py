#!/usr/bin/env python3
"""One task by one peer:  exchange_peers.py polars|pandas record|events TABLE MADE

`record` reads a table of statements with typed columns, gives actors, claims, themes, organisations and
documents codes, and writes one row a statement with ids and words. `events` does the same as far as the codes,
and counts statements by organisation and theme; it prints the number of groups and their sum. The
last line is the CPU time of this alone, without the start of Python and imports.
"""
import sys
import time

CODED = ["actor", "organisation", "claim", "theme", "document"]


def polars(task, path, made):
    import polars as pl

    began = time.process_time()
    with_codes = [pl.col(name).cast(pl.String).cast(pl.Categorical) for name in CODED]
    table = pl.read_csv(path, try_parse_dates=True).with_columns(with_codes)
    if task == "events":
        groups = table.group_by("organisation", "theme").len()
        print(groups.height, int(groups["len"].sum()))
        return began
    code = lambda name, letter: pl.concat_str([pl.lit(letter), pl.col(name).to_physical().cast(pl.String)])
    side = pl.when(pl.col("stance") > 0).then(pl.lit("support")).otherwise(pl.lit("concern"))
    table.select(
        pl.col("id"),
        code("actor", "s").alias("stakeholder"),
        pl.col("actor").alias("stakeholder_name"),
        code("claim", "c").alias("claim"),
        pl.col("claim").alias("claim_text"),
        side.alias("stance"),
        code("document", "d").alias("source"),
        pl.col("document").alias("source_title"),
        pl.col("date"),
    ).write_csv(made)
    return began


def pandas(task, path, made):
    import pandas as pd

    began = time.process_time()
    table = pd.read_csv(path, parse_dates=["date"])
    for name in CODED:
        table[name] = table[name].astype("category")
    if task == "events":
        groups = table.groupby(["organisation", "theme"], observed=True).size()
        print(len(groups), int(groups.sum()))
        return began
    code = lambda name, letter: letter + table[name].cat.codes.astype(str)
    pd.DataFrame(
        {
            "id": table["id"],
            "stakeholder": code("actor", "s"),
            "stakeholder_name": table["actor"],
            "claim": code("claim", "c"),
            "claim_text": table["claim"],
            "stance": table["stance"].map({1: "support", -1: "concern"}),
            "source": code("document", "d"),
            "source_title": table["document"],
            "date": table["date"].dt.strftime("%Y-%m-%d"),
        }
    ).to_csv(made, index=False)
    return began


if __name__ == "__main__":
    peer, task, path, made = sys.argv[1:]
    # Imports are no part of the work.
    __import__(peer)
    began = {"polars": polars, "pandas": pandas}[peer](task, path, made)
    print(time.process_time() - began)
