#!/usr/bin/env python3
"""totals.py ENGINE FOLDER [name=value ...]: what the ties come to, on `duckdb` or at `sc://host:port`.

`scratch=FOLDER`: where an endpoint that holds nothing keeps what is used more than once.
"""
import sys

import pipeline

engine, folder = sys.argv[1:3]
asked = {}
for pair in sys.argv[3:]:
    name, value = pair.split("=")
    asked[name] = int(value) if value.isdigit() else value
scratch = asked.pop("scratch", None)
engine = pipeline.Duck(folder) if engine == "duckdb" else pipeline.Spark(engine, folder, scratch)
print("window,ties,weight,weakest,strongest,places")
print("all," + ",".join(str(value) for value in pipeline.totals(engine, asked)))
