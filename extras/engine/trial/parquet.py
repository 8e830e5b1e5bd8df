"""What `plenary-engine table` writes, for where the program is not built (generated tables only)."""
import csv
import datetime
import os

import pyarrow as pa
import pyarrow.parquet as pq

EPOCH = datetime.date(1970, 1, 1)


def write(table, folder, rows_per_file):
    os.makedirs(folder)
    columns = {name: [] for name in ("stakeholder", "claim", "document", "stance", "moment",
                                     "in_week", "in_month", "in_year")}
    files = 0

    def flush():
        nonlocal files
        kinds = [pa.string()] * 3 + [pa.int64()] * 5
        arrays = [pa.array(column, kind) for column, kind in zip(columns.values(), kinds)]
        pq.write_table(pa.table(arrays, names=list(columns)), f"{folder}/part-{files:05}.parquet")
        files += 1
        for column in columns.values():
            column.clear()

    with open(table, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = datetime.date.fromisoformat(row["date"])
            number = (day - EPOCH).days
            cells = (row["stakeholder"], row["claim"], row["document"], int(row["stance"]),
                     number * 86_400, (number + 3) // 7, day.year * 12 + day.month, day.year)
            for column, cell in zip(columns.values(), cells):
                column.append(cell)
            if len(columns["stance"]) == rows_per_file:
                flush()
    flush()
