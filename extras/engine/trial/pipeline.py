"""The files of ../sql in the order that src/sql.rs has, for engines that Python drives.

An engine here is an object with `view(name, text)`, `hold(name, text)` and `rows(text)`.
"""
import pathlib

SQL = pathlib.Path(__file__).resolve().parent.parent / "sql"
NORMALISATIONS = ["none", "average", "jaccard", "cosine", "overlap", "dna-jaccard", "dna-cosine"]
AGGREGATIONS = ["ignore", "congruence", "conflict", "subtract"]


def file(name):
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def options_view(o):
    words = {"aggregation": "ignore", "normalisation": "none", "duplicates": "include"}
    numbers = {
        "dated": 0, "start_at": 0, "stop_at": 0, "min_statements": 0, "min_claim_statements": 0,
        "cap": 2**63 - 1, "least_claims": 0, "top": 2**63 - 1, "top_each": 2**63 - 1,
    }
    cells = [f"'{o.get(name, usual)}' AS {name}" for name, usual in words.items()]
    cells += [f"CAST({o.get(name, usual)} AS BIGINT) AS {name}" for name, usual in numbers.items()]
    return "SELECT " + ", ".join(cells)


def prepare(engine, o):
    """Everything before the ties; what counts and ties are made of is held."""
    def view(name, text):
        engine.view(name, text)

    aggregation, by = o.get("aggregation", "ignore"), o.get("normalisation", "none")
    view("options", options_view(o))
    view("dated", file("dates"))
    for name in ["stakeholders", "claims", "scale"]:
        engine.hold(name, file(name))
    view("filtered", file("filter"))
    view("chosen", "SELECT * FROM filtered")
    view("kept", file("every" if o.get("duplicates", "include") == "include" else "duplicates"))
    view("placed", file("whole"))
    engine.hold("counts", file("counts"))
    view("capped", file("cap") if "cap" in o else "SELECT * FROM counts")
    engine.hold("counted", file("floor") if "least_claims" in o else "SELECT * FROM capped")
    view("base", file("sets") if by in ("jaccard", "overlap") else "SELECT * FROM counted")
    view("pairs", file("pairs"))
    view("weights", file(aggregation))
    if by == "none":
        view("ties", file("none"))
    else:
        view("holdings", file("holdings"))
        view("ties", file("dna_jaccard" if by == "dna-jaccard" else "normalise"))
    view("chosen_ties", file("top_k") if "top" in o else "SELECT * FROM ties")


def totals(engine, o):
    """Number of ties, sum of weights, least, largest, and the sum that tells who is tied."""
    prepare(engine, o)
    rows = engine.rows(file("totals"))
    return tuple(rows[0][1:]) if rows else (0, 0.0, None, None, 0.0)


def ties(engine, o):
    prepare(engine, o)
    return {(row[1], row[2]): row[3] for row in engine.rows(file("result"))}


class Duck:
    def __init__(self, folder, threads=2):
        import duckdb

        self.at = duckdb.connect()
        self.at.execute(f"SET threads = {threads}")
        self.view("statements", f"SELECT * FROM read_parquet('{folder}/*.parquet')")

    def drop(self, name):
        kind = self.at.execute(
            "SELECT table_type FROM information_schema.tables WHERE table_name = ?", [name]
        ).fetchone()
        if kind:
            self.at.execute(f"DROP {'VIEW' if kind[0] == 'VIEW' else 'TABLE'} {name} CASCADE")

    def view(self, name, text):
        self.drop(name)
        self.at.execute(f"CREATE VIEW {name} AS {text}")

    def hold(self, name, text):
        self.drop(name)
        self.at.execute(f"CREATE TABLE {name} AS {text}")

    def rows(self, text):
        return self.at.execute(text).fetchall()


class Spark:
    def __init__(self, url, folder, scratch=None):
        from pyspark.sql import SparkSession

        self.session = SparkSession.builder.remote(url).getOrCreate()
        self.session.read.parquet(str(folder)).createOrReplaceTempView("statements")
        self.scratch = scratch

    def view(self, name, text):
        self.session.sql(text).createOrReplaceTempView(name)

    def hold(self, name, text):
        frame = self.session.sql(text)
        if self.scratch:
            frame.write.mode("overwrite").parquet(f"{self.scratch}/{name}")
            frame = self.session.read.parquet(f"{self.scratch}/{name}")
        else:
            frame = frame.cache()
        frame.createOrReplaceTempView(name)

    def rows(self, text):
        return [tuple(row) for row in self.session.sql(text).collect()]
