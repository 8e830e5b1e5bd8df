#!/usr/bin/env python3
"""sizes.py FOLDER CAP,CAP,...: what a network costs by the cap, on DuckDB with two threads.

Each cap is a process of its own, so that CPU and peak memory are its own.
"""
import resource
import subprocess
import sys
import time

import pipeline

folder, caps = sys.argv[1], sys.argv[2]
if len(sys.argv) > 3:
    engine = pipeline.Duck(folder)
    asked = {"aggregation": "congruence", "normalisation": "jaccard", "duplicates": "range", "cap": int(caps)}
    begun = time.time()
    pipeline.prepare(engine, asked)
    used = resource.getrusage(resource.RUSAGE_SELF)
    before = used.ru_utime + used.ru_stime
    engine.view("caps", f"SELECT CAST({caps} AS BIGINT) AS cap")
    claims, held, twice = engine.rows(pipeline.file("cost"))[0][1:]
    row = engine.rows(pipeline.file("totals"))[0]
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = used.ru_utime + used.ru_stime
    print(f"{caps},{claims},{held},{twice // 2},{row[1]},{before:.1f},{cpu:.1f},"
          f"{time.time() - begun:.1f},{used.ru_maxrss // 1024}")
else:
    print("cap,claims,held,joined,ties,cpu s counts,cpu s all,wall s,peak MB", flush=True)
    for cap in caps.split(","):
        subprocess.run([sys.executable, __file__, folder, cap, "once"], check=True)
