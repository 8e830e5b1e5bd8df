#!/usr/bin/env python3
"""One task by one peer, from a CSV file to a result:  peers.py PEER TASK FILE [WHO [LEAST [OUT]]]

WHO is a column, actor by default. Between its values, through claims, one tie per actor, claim and
stance (duplicates over the whole range removed).

    ingest                        polars duckdb pyarrow        rows, values of WHO, claims
    congruence jaccard            scipy duckdb polars          pairs and sum of the upper triangle
    conflict subtract             scipy                        the same, without pairs of 0
    top20                         scipy duckdb polars          the 20 largest weights
    top20-each                    topn                         ties and sum of the 20 largest of each
    closeness pagerank ...        igraph networkit scipy       of ties of at least LEAST: three sums
    communities                   igraph networkit louvain     modularity and number of communities
    pipeline                      igraph                       network, scores, communities, GraphML in OUT

Prints the result, then the CPU seconds of computing alone: without starting Python and its imports;
for measures and communities also without making the graph.
"""
import importlib
import sys
import time

SPARSE = ["numpy", "polars", "scipy.sparse"]
MODULES = {"scipy": SPARSE, "duckdb": ["numpy", "duckdb"], "polars": ["numpy", "polars"], "pyarrow": ["pyarrow.csv"],
           "topn": SPARSE + ["sparse_dot_topn"], "igraph": SPARSE + ["igraph"], "networkit": SPARSE + ["networkit"],
           "louvain": SPARSE + ["networkit"]}
KATZ = 5e-5
STARTS = 256


def codes(path, who):
    """Actor codes, claim and stance as column codes, each distinct pair once; the names of actors."""
    import numpy as np
    import polars as pl

    table = pl.read_csv(path, columns=[who, "claim", "stance"])
    actor = table[who].rank("dense").to_numpy().astype(np.int64) - 1
    claim = table["claim"].rank("dense").to_numpy().astype(np.int64) - 1
    column = claim * 2 + (table["stance"].to_numpy() > 0)
    width = 2 * (int(claim.max()) + 1)
    keys = np.sort(actor * width + column)
    keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))]
    return keys // width, keys % width, width, table[who]


def product(task, path, who):
    """Rows, columns and weights of the upper triangle."""
    import numpy as np
    from scipy import sparse

    row, column, width, _ = codes(path, who)
    ones = np.ones(len(row), dtype=np.int32)
    shape = (int(row.max()) + 1, width)
    if task in ("conflict", "subtract"):
        side = column % 2 == 1
        half = lambda mask: sparse.csr_matrix((ones[mask], (row[mask], column[mask] // 2)), (shape[0], width // 2))
        support, concern = half(side), half(~side)
        if task == "subtract":
            matrix = support - concern
            whole = matrix @ matrix.T
        else:
            whole = support @ concern.T
            whole = whole + whole.T
    else:
        matrix = sparse.csr_matrix((ones, (row, column)), shape)
        whole = matrix @ matrix.T
    whole = sparse.triu(whole, k=1, format="coo")
    weight = whole.data.astype(np.float64)
    if task == "jaccard":
        size = np.bincount(row)
        weight = weight / (size[whole.row] + size[whole.col] - weight)
    kept = weight != 0
    return whole.row[kept], whole.col[kept], weight[kept], shape[0]


def scipy(task, path, who):
    return product(task, path, who)[2]


def duckdb(task, path, who):
    import duckdb as db

    if task == "ingest":
        db.execute(f"CREATE TABLE t AS SELECT {who} AS a, claim, stance FROM read_csv('{path}')")
        return db.sql("SELECT count(*), count(DISTINCT a), count(DISTINCT claim) FROM t").fetchall()[0]
    weight = "count(*)::DOUBLE"
    if task == "jaccard":
        weight = "count(*) / (any_value(a.n) + any_value(b.n) - count(*))::DOUBLE"
    sql = f"""
        WITH coded AS (SELECT DISTINCT {who} AS actor, claim, stance FROM read_csv('{path}')),
             ids AS (SELECT dense_rank() OVER (ORDER BY actor) AS i, claim, stance FROM coded),
             kept AS (SELECT *, count(*) OVER (PARTITION BY i) AS n FROM ids)
        SELECT {weight} AS w FROM kept a JOIN kept b USING (claim, stance) WHERE a.i < b.i GROUP BY a.i, b.i
    """
    return db.sql(sql).fetchnumpy()["w"]


def polars(task, path, who):
    import polars as pl

    if task == "ingest":
        schema = {who: pl.Categorical, "claim": pl.Categorical}
        table = pl.read_csv(path, columns=[who, "claim", "stance"], schema_overrides=schema)
        return table.height, table[who].n_unique(), table["claim"].n_unique()
    kept = pl.scan_csv(path).select(pl.col(who).alias("actor"), "claim", "stance").unique()
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


def pyarrow(task, path, who):
    import pyarrow as pa
    import pyarrow.csv as csv

    text = pa.dictionary(pa.int32(), pa.utf8())
    types = {who: text, "claim": text, "stance": pa.int8()}
    table = csv.read_csv(path, convert_options=csv.ConvertOptions(include_columns=list(types), column_types=types))
    values = lambda name: len(table.column(name).unify_dictionaries().chunk(0).dictionary)
    return table.num_rows, values(who), values("claim")


def topn(task, path, who):
    import numpy as np
    from scipy import sparse
    from sparse_dot_topn import sp_matmul_topn

    row, column, width, _ = codes(path, who)
    matrix = sparse.csr_matrix((np.ones(len(row), dtype=np.int32), (row, column)), (int(row.max()) + 1, width))
    # One more, as each is nearest to itself, or as near as to others.
    found = sp_matmul_topn(matrix, matrix.T.tocsr(), top_n=21, sort=True, n_threads=2).tocoo()
    other = found.row != found.col
    row, weight = found.row[other], found.data[other]
    order = np.lexsort((-weight, row))
    row, weight = row[order], weight[order]
    place = np.arange(len(row)) - np.searchsorted(row, row)
    return int((place < 20).sum()), float(weight[place < 20].sum())


def starts(n):
    """The start nodes that plenary draws with seed 1: SplitMix64; all, where they are not more."""
    if n <= STARTS:
        return list(range(n))
    state, mask, drawn = 1, (1 << 64) - 1, []
    for _ in range(STARTS):
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        z ^= z >> 31
        drawn.append((z * n) >> 64)
    return drawn


def by_igraph(task, ties):
    import igraph as ig
    import numpy as np

    row, column, weight, n = ties
    graph = ig.Graph(n, np.column_stack([row, column]))
    graph.es["weight"] = weight
    pairs = (n - 1) * (n - 2)
    once = lambda: graph.betweenness(sources=starts(n))
    kernel, after = {
        "closeness": (graph.closeness, lambda x: np.nan_to_num(x) * (sizes(graph) - 1) / (n - 1)),
        "harmonic": (lambda: graph.harmonic_centrality(normalized=False), lambda x: np.nan_to_num(x)),
        "betweenness": (graph.betweenness, lambda x: 2 * np.array(x) / pairs),
        "betweenness-256": (once, lambda x: 2 * np.array(x) * n / len(starts(n)) / pairs),
        "pagerank": (lambda: graph.pagerank(weights="weight"), np.array),
        "eigenvector": (lambda: graph.eigenvector_centrality(weights="weight"), unit),
        "hits": (lambda: graph.hub_score(weights="weight"), lambda x: np.array(x) / np.sum(x)),
        "communities": (
            lambda: graph.community_leiden("modularity", weights="weight", n_iterations=2),
            lambda found: (graph.modularity(found.membership, weights="weight"), len(found)),
        ),
    }[task]
    return kernel, after


def sizes(graph):
    """The size of the part that each node is in."""
    import numpy as np

    part = np.array(graph.connected_components().membership)
    return np.bincount(part)[part]


def unit(x):
    import numpy as np

    return np.abs(x) / np.linalg.norm(x)


def by_networkit(task, ties, louvain=False):
    import networkit as nk
    import numpy as np

    row, column, weight, n = ties
    nk.setNumberOfThreads(2)
    nk.setSeed(7, False)
    ends = (row.astype(np.uint64), column.astype(np.uint64))
    graph = nk.GraphFromCoo((weight, ends), n=n, weighted=True, directed=False)
    plain = nk.graphtools.toUnweighted(graph)
    kind = nk.centrality

    def scores(measure):
        measure.run()
        return measure.scores()

    def parts(search):
        search.run()
        return search.getPartition()

    search = (lambda: nk.community.PLM(graph, True)) if louvain else (lambda: nk.community.ParallelLeiden(graph, 3))
    near = kind.ClosenessVariant.GENERALIZED
    spread = kind.SinkHandling.DistributeSinks
    pairs = (n - 1) * (n - 2)
    return {
        "closeness": (lambda: scores(kind.Closeness(plain, False, near)), np.array),
        "harmonic": (lambda: scores(kind.HarmonicCloseness(plain, False)), np.array),
        "betweenness": (lambda: scores(kind.Betweenness(plain)), lambda x: np.array(x) / pairs),
        # Its own start nodes: nothing to compare.
        "betweenness-256": (lambda: scores(kind.EstimateBetweenness(plain, STARTS, False, True)), None),
        "pagerank": (lambda: scores(kind.PageRank(graph, 0.85, 1e-10, False, spread)), np.array),
        "eigenvector": (lambda: scores(kind.EigenvectorCentrality(graph, 1e-10)), unit),
        "communities": (
            lambda: parts(search()),
            lambda found: (nk.community.Modularity().getQuality(found, graph), found.numberOfSubsets()),
        ),
    }[task]


def by_scipy(task, ties):
    import numpy as np
    from scipy import sparse

    row, column, weight, n = ties
    ends = (np.concatenate([row, column]), np.concatenate([column, row]))
    matrix = sparse.csr_array((np.concatenate([weight, weight]), ends), (n, n))
    out = matrix.sum(0)

    def repeat(x, step, most=10_000):
        for _ in range(most):
            y = step(x)
            change = np.abs(y - x).sum()
            x = y
            if change < 1e-10:
                break
        return x

    def pagerank():
        stuck = out == 0
        inverse = np.where(stuck, 0, 1 / np.where(stuck, 1, out))
        step = lambda x: 0.85 * (matrix @ (x * inverse) + x[stuck].sum() / n) + 0.15 / n
        return repeat(np.full(n, 1 / n), step)

    def eigenvector():
        def step(x):
            y = matrix @ x + x
            return y / np.linalg.norm(y)
        return repeat(np.full(n, n**-0.5), step)

    kernels = {"pagerank": pagerank, "eigenvector": eigenvector, "katz": lambda: repeat(np.zeros(n), lambda x: KATZ * (matrix @ x) + 1)}
    return kernels[task], unit if task == "katz" else np.array


def checksum(x):
    import numpy as np

    at = np.arange(len(x)) * 7919 % 65521 / 65521.0
    return float(x.sum()), float((x * x).sum()), float((at * x).sum())


def measured(peer, task, path, who, least):
    """The result of the kernel, and its CPU seconds."""
    row, column, weight, n = product("congruence", path, who)
    kept = weight >= least
    ties = row[kept], column[kept], weight[kept], n
    if peer == "igraph":
        kernel, after = by_igraph(task, ties)
    elif peer == "scipy":
        kernel, after = by_scipy(task, ties)
    else:
        kernel, after = by_networkit(task, ties, peer == "louvain")
    before = time.process_time()
    found = kernel()
    spent = time.process_time() - before
    if after is None:
        return "", spent
    found = after(found)
    found = found if task == "communities" else checksum(found)
    return " ".join(f"{number:.12e}" for number in found), spent


def pipeline(path, who, least, out):
    import igraph as ig
    import numpy as np

    row, column, weight, n = product("congruence", path, who)
    kept = weight >= least
    names = codes(path, who)[3].unique().sort()
    graph = ig.Graph(n, np.column_stack([row[kept], column[kept]]))
    graph.vs["name"] = names.to_list()
    graph.es["weight"] = weight[kept]
    graph.vs["pagerank"] = graph.pagerank(weights="weight")
    found = graph.community_leiden("modularity", weights="weight", n_iterations=2)
    graph.vs["community"] = found.membership
    graph.write_graphml(out)
    return graph.modularity(found.membership, weights="weight"), int(kept.sum())


def main():
    peer, task, path, who, least, out = (sys.argv[1:] + ["actor", "1", ""][len(sys.argv) - 4 :])[:6]
    for module in MODULES[peer]:
        importlib.import_module(module)
    started = time.process_time()
    if task == "pipeline":
        found = pipeline(path, who, float(least), out)
    elif peer in ("igraph", "networkit", "louvain") or task in ("pagerank", "eigenvector", "katz"):
        found, inside = measured(peer, task, path, who, float(least))
        print(found)
        print(f"{inside:.6f}")
        return
    else:
        found = {"scipy": scipy, "duckdb": duckdb, "polars": polars, "pyarrow": pyarrow, "topn": topn}[peer](task, path, who)
    if task in ("ingest", "top20-each", "pipeline"):
        print(*found)
    elif task == "top20":
        import numpy as np

        print(" ".join(f"{w:.0f}" for w in -np.sort(-np.partition(found, -20)[-20:])))
    else:
        print(len(found), f"{found.sum():.6f}")
    print(f"{time.process_time() - started:.6f}")


if __name__ == "__main__":
    main()
