"""Answers queries with rdflib, counts triples, and checks shapes with pyshacl.

    rdf.py count FILE FORMAT             number of triples
    rdf.py query DATA QUERIES            one JSON answer a line; QUERIES is a JSON list of texts
    rdf.py shapes SHAPES FILE...         exit code 1 where a file does not conform
"""

import json
import sys

from rdflib import Graph


def plain(term):
    return None if term is None else str(term)


def answer(graph, query):
    result = graph.query(query)
    if result.type == "ASK":
        return {"answer": bool(result)}
    if result.type == "SELECT":
        rows = [[plain(term) for term in row] for row in result]
        return {"variables": [str(v) for v in result.vars], "rows": rows}
    return {"rows": [[plain(term) for term in triple] for triple in result.graph]}


def main():
    what, *rest = sys.argv[1:]
    if what == "count":
        print(len(Graph().parse(rest[0], format=rest[1])))
    elif what == "query":
        graph = Graph().parse(rest[0], format="turtle")
        with open(rest[1], encoding="utf-8") as file:
            for query in json.load(file):
                print(json.dumps(answer(graph, query)))
    else:
        from pyshacl import validate

        shapes = Graph().parse(rest[0], format="turtle")
        for path in rest[1:]:
            conforms, _, text = validate(Graph().parse(path), shacl_graph=shapes)
            if not conforms:
                sys.exit(f"{path}\n{text}")
            print(f"{path} conforms")


main()
