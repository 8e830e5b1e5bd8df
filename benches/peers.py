#!/usr/bin/env python3
"""One task by one peer, from a CSV file to a result:  peers.py PEER TASK FILE

PEER scipy | duckdb | polars      TASK congruence | jaccard | top20

Between actors through claims, one tie per actor, claim and stance (duplicates over the whole
range removed). Prints `pairs sum` of the upper triangle, or for top20 the 20 largest weights;
then the CPU seconds of reading and computing alone, without starting Python and its imports.
"""
import importlib
import sys
import time

MODULES = {"scipy": ["numpy", "polars", "scipy.sparse"], "duckdb": ["numpy", "duckdb"], "polars": ["numpy", "polars"]}


def codes(path):
    """Actor codes, claim codes and stance, each distinct triple once."""
    import numpy as np
    import polars as pl

    table = pl.read_csv(path, columns=["actor", "claim", "stance"])
    actor = table["actor"].rank("dense").to_numpy().astype(np.int64) - 1
    claim = table["claim"].rank("dense").to_numpy().astype(np.int64) - 1
    column = claim * 2 + (table["stance"].to_numpy() > 0)
    keys = np.sort(actor * (2 * (claim.max() + 1)) + column)
    keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))]
    return keys // (2 * (claim.max() + 1)), keys % (2 * (claim.max() + 1))


def scipy(task, path):
    import numpy as np
    from scipy import sparse

    row, column = codes(path)
    ones = np.ones(len(row), dtype=np.int32)
    matrix = sparse.csr_matrix((ones, (row, column)))
    product = sparse.triu(matrix @ matrix.T, k=1, format="coo")
    weight = product.data.astype(np.float64)
    if task == "jaccard":
        size = np.bincount(row)
        weight = weight / (size[product.row] + size[product.col] - weight)
    return weight


def duckdb(task, path):
    import duckdb as db

    weight = "count(*)::DOUBLE"
    if task == "jaccard":
        weight = "count(*) / (any_value(a.n) + any_value(b.n) - count(*))::DOUBLE"
    sql = f"""
        WITH coded AS (SELECT DISTINCT actor, claim, stance FROM read_csv('{path}')),
             ids AS (SELECT dense_rank() OVER (ORDER BY actor) AS i, claim, stance FROM coded),
             kept AS (SELECT *, count(*) OVER (PARTITION BY i) AS n FROM ids)
        SELECT {weight} AS w FROM kept a JOIN kept b USING (claim, stance) WHERE a.i < b.i GROUP BY a.i, b.i
    """
    return db.sql(sql).fetchnumpy()["w"]


def polars(task, path):
    import polars as pl

    kept = pl.scan_csv(path).select("actor", "claim", "stance").unique()
    kept = kept.with_columns(pl.col("actor").rank("dense").alias("i"), pl.len().over("actor").alias("n"))
    pairs = (
        kept.join(kept, on=["claim", "stance"], suffix="2")
        .filter(pl.col("i") < pl.col("i2"))
        .group_by("i", "i2")
        .agg(pl.len().alias("w"), pl.col("n").first(), pl.col("n2").first())
    )
    weight = pl.col("w").cast(pl.Float64)
    if task == "jaccard":
        weight = weight / (pl.col("n") + pl.col("n2") - weight)
    return pairs.select(weight).collect().to_series().to_numpy()


if __name__ == "__main__":
    import numpy as np

    peer, task, path = sys.argv[1:4]
    for module in MODULES[peer]:
        importlib.import_module(module)
    started = time.process_time()
    weights = {"scipy": scipy, "duckdb": duckdb, "polars": polars}[peer](task, path)
    if task == "top20":
        print(" ".join(f"{w:.0f}" for w in -np.sort(-np.partition(weights, -20)[-20:])))
    else:
        print(len(weights), f"{weights.sum():.6f}")
    print(f"{time.process_time() - started:.6f}")
