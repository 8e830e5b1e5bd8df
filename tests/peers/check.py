"""Reads exports with other people's programs and compares them with the record.

Usage: check.py EXPORTS PEERS. Exports are SAMPLE-SUBJECT-FORMAT.out, or folders of that name.
"""

import csv
import importlib
import json
import pathlib
import sys
import tempfile
import zipfile

exports = pathlib.Path(sys.argv[1])
failed, read, skipped = [], {}, set()


def load(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        skipped.add(name)
        return None


networkx, igraph, openpyxl = load("networkx"), load("igraph"), load("openpyxl")
pyrefiqda = load("pyrefiqda")


def path(sample, subject, form):
    plain = exports / f"{sample}-{subject}-{form}"
    return plain if plain.exists() else exports / f"{sample}-{subject}-{form}.out"


def loads(sample, subject, form):
    return json.loads(path(sample, subject, form).read_text("utf-8"))


def check(what, of, there, wanted):
    read[what] = read.get(what, 0) + 1
    if there != wanted:
        failed.append(f"{what}: {of}: read {there!r}, wanted {wanted!r}")


def expected(sample, subject):
    """Nodes and edges as the older JSON exports have them: id, label; from, to, stance, weight."""
    record = loads(sample, "record", "json")
    nodes = {}
    for kind, field in (("stakeholder", "name"), ("claim", "text"), ("theme", "name")):
        for one in record.get(kind + "s", []):
            nodes[f"{kind}:{one['id']}"] = one[field]
    broader = [(f"theme:{t['id']}", f"theme:{t['broader']}", None, 1.0)
               for t in record.get("themes", []) if "broader" in t]
    if subject == "record":
        edges = [(f"stakeholder:{s['stakeholder']}", f"claim:{s['claim']}", s["stance"], 1.0)
                 for s in record.get("statements", [])]
        edges += [(f"claim:{c['id']}", f"theme:{t}", stance, 1.0)
                  for c in record.get("claims", []) for t, stance in c.get("themes", {}).items()]
        edges += [(f"claim:{r['from']}", f"claim:{r['to']}", r["stance"], 1.0)
                  for r in record.get("relations", [])]
        return nodes, edges + broader
    if subject == "network":
        network = loads(sample, "network", "json")
        network = network.get("result", network)
        nodes = {f"stakeholder:{row}": row for row in network["rows"]}
        edges = [(f"stakeholder:{t['from']}", f"stakeholder:{t['to']}",
                  "concern" if t["weight"] < 0 else "support", t["weight"])
                 for t in network["ties"]]
        return nodes, edges
    edges = [(e["from"], e["to"], e["stance"], e["weight"])
             for e in loads(sample, "graph", "json")["edges"]
             if subject == "graph" or e["kind"] == "position"]
    if subject == "positions":
        nodes = {i: l for i, l in nodes.items() if not i.startswith("claim:")}
    return nodes, edges + broader


def same(what, of, nodes, edges, wanted):
    wanted_nodes, wanted_edges = wanted
    check(what, f"{of} nodes", nodes, wanted_nodes)
    key = lambda e: (e[0], e[1], e[2] or "", e[3])
    check(what, f"{of} edges", sorted(edges, key=key), sorted(wanted_edges, key=key))


def of_networkx(what, of, graph, label, wanted, sign=True):
    nodes = {n: d.get(label, "") for n, d in graph.nodes(data=True)}
    edges = []
    for a, b, d in graph.edges(data=True):
        a, b = d.get("from_there", (a, b))
        edges.append((a, b, d.get("stance"), float(d["weight"])))
    if not graph.is_directed():
        order = {n: i for i, n in enumerate(wanted[0])}
        edges = [(a, b, s, w) if order[a] <= order[b] else (b, a, s, w) for a, b, s, w in edges]
    if not sign:
        wanted = (wanted[0], [(a, b, s, abs(w)) for a, b, s, w in wanted[1]])
    same(what, of, nodes, edges, wanted)


def graphs(sample, subject):
    of = f"{sample} {subject}"
    wanted = expected(sample, subject)
    nodes, edges = wanted
    file = lambda form: path(sample, subject, form)
    if networkx:
        of_networkx("networkx graphml", of, networkx.read_graphml(file("graphml"), force_multigraph=True), "label", wanted)
        of_networkx("networkx gml", of, networkx.read_gml(file("gml")), "name", wanted)
        of_networkx("networkx gexf", of, networkx.read_gexf(file("gexf"), version="1.3"), "label", wanted, sign=False)
        of_networkx("networkx node-link", of, networkx.node_link_graph(loads(sample, subject, "node-link"), edges="edges"), "label", wanted)
        of_networkx("networkx node-link links", of, networkx.node_link_graph(loads(sample, subject, "node-link"), edges="links"), "label", wanted)
        of_networkx("networkx cytoscape", of, networkx.cytoscape_graph(loads(sample, subject, "cytoscape")), "label", wanted)
    if igraph:
        graph = igraph.Graph.Read_GraphML(str(file("graphml")))
        ids = graph.vs["id"] if len(graph.vs) else []
        there = [(ids[e.source], ids[e.target], e["stance"] if "stance" in e.attributes() and e["stance"] else None, e["weight"]) for e in graph.es]
        if not graph.is_directed():
            order = {n: i for i, n in enumerate(nodes)}
            there = [(a, b, s, w) if order[a] <= order[b] else (b, a, s, w) for a, b, s, w in there]
        same("igraph graphml", of, dict(zip(ids, graph.vs["label"] if ids else [])), there, wanted)
        graph = igraph.Graph.Read_GML(str(file("gml")))
        check("igraph gml", of, (len(graph.vs), len(graph.es)), (len(nodes), len(edges)))
        for form in ("pajek", "dl"):
            parts = sorted(file(form).iterdir()) if file(form).is_dir() else [file(form)]
            if not parts or not nodes:
                continue
            total = 0
            for part in parts:
                reader = igraph.Graph.Read_Pajek if form == "pajek" else igraph.Graph.Read_DL
                graph = reader(str(part))
                check(f"igraph {form}", f"{of} {part.name} nodes", len(graph.vs), len(nodes))
                total += len(graph.es)
            both = 2 if form == "dl" and subject == "network" else 1
            check(f"igraph {form}", f"{of} edges", total, both * len(edges))
    pair = file("csv-pair")
    bare = lambda text: text[1:] if text.lstrip("'")[:1] in tuple("=+-@\t\r") and text[:1] == "'" else text
    rows = lambda name: list(csv.DictReader((pair / name).open(newline="", encoding="utf-8"), strict=True))
    there = [(bare(r["Source"]), bare(r["Target"]), r.get("stance") or None, float(r["Weight"])) for r in rows("edges.csv")]
    same("csv pair", of, {bare(r["Id"]): bare(r["Label"]) for r in rows("nodes.csv")}, there, wanted)
    kumu = loads(sample, subject, "kumu")
    there = [(c["from"], c["to"], c.get("stance"), float(c["strength"])) for c in kumu["connections"]]
    same("kumu", of, {e["id"]: e["label"] for e in kumu["elements"]}, there, wanted)
    jgf = loads(sample, subject, "jgf")["graph"]
    there = [(e["source"], e["target"], e["metadata"].get("stance"), float(e["metadata"]["weight"])) for e in jgf["edges"]]
    same("jgf", of, {i: n["label"] for i, n in jgf["nodes"].items()}, there, wanted)
    if openpyxl:
        book = openpyxl.load_workbook(file("kumu-xlsx").open("rb"))
        check("openpyxl kumu", of, book.sheetnames, ["Elements", "Connections"])
        heads = [cell.value for cell in book["Elements"][1]][:2], [cell.value for cell in book["Connections"][1]][:2]
        check("openpyxl kumu heads", of, heads, (["ID", "Label"], ["From", "To"]))
        check("openpyxl kumu rows", of, (book["Elements"].max_row - 1, book["Connections"].max_row - 1), (len(nodes), len(edges)))


def workbooks(sample):
    record = loads(sample, "record", "json")
    book = openpyxl.load_workbook(path(sample, "record", "xlsx").open("rb"))
    nouns = ["Sources", "Stakeholders", "Themes", "Claims", "Statements", "Relations"]
    check("openpyxl", sample, book.sheetnames, ["Record", *nouns, "nodes", "edges", "positions", "Help"])
    for sheet in book:
        check("openpyxl header", f"{sample} {sheet.title}", (sheet.freeze_panes, sheet.auto_filter.ref is not None), ("A2", True))
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    failed.append(f"openpyxl: {sample} {sheet.title} {cell.coordinate} is a formula")
    sheet = book["Statements"]
    heads = [cell.value for cell in sheet[1]]
    rows = [dict(zip(heads, (cell.value for cell in row))) for row in sheet.iter_rows(min_row=2)]
    said = sorted((s["id"], s["stakeholder"], s["claim"], s["stance"], s.get("paragraph"), s.get("quote")) for s in record.get("statements", []))
    there = sorted((r["id"], r["stakeholder"], r["claim"], r["stance"], r["paragraph"], r["quote"]) for r in rows)
    check("openpyxl statements", sample, there, said)
    days = {type(r["date"]).__name__ for r in rows}
    check("openpyxl dates", sample, days <= {"datetime", "NoneType"}, True)
    heads = [cell.value for cell in book["Sources"][1]]
    rows = [dict(zip(heads, (cell.value for cell in row))) for row in book["Sources"].iter_rows(min_row=2)]
    check("openpyxl source dates", sample, {type(r["date"]).__name__ for r in rows} <= {"datetime", "NoneType"}, True)
    for noun in nouns:
        check(f"openpyxl {noun}", sample, book[noun].max_row - 1, len(record.get(noun.lower(), [])))
    template(book, sample)


def template(book, of):
    """Drop-downs: closed lists word for word, ids from the sheet that has them; notes on heads."""
    words = {
        ("Stakeholders", "kind"): "ngo,business,state,igo,academia,technical,media,individual,other",
        ("Statements", "stance"): "support,concern",
        ("Statements", "fidelity"): "verbatim,paraphrase,inferred",
        ("Relations", "stance"): "support,concern",
        ("Relations", "basis"): "explicit,implied",
    }
    ids = {
        ("Themes", "broader"): "Themes",
        ("Statements", "stakeholder"): "Stakeholders",
        ("Statements", "claim"): "Claims",
        ("Statements", "source"): "Sources",
        ("Relations", "from"): "Claims",
        ("Relations", "to"): "Claims",
        ("Relations", "source"): "Sources",
    }
    there = {}
    for sheet in book:
        for rule in sheet.data_validations.dataValidation:
            if rule.type != "list":
                continue
            for area in rule.sqref.ranges:
                check("openpyxl drop-down rows", f"{of} {sheet.title} {area}", (area.min_row, area.max_row >= 2001), (2, True))
                for column in range(area.min_col, area.max_col + 1):
                    there[sheet.title, sheet.cell(1, column).value] = rule.formula1
    wanted = {key: f'"{text}"' for key, text in words.items()}
    wanted |= {key: f"OFFSET({name}!$A$2,0,0,MAX(1,COUNTA({name}!$A:$A)-1),1)" for key, name in ids.items()}
    check("openpyxl drop-downs", of, there, wanted)
    for name in set(ids.values()):
        check("openpyxl ids", f"{of} {name}", book[name]["A1"].value, "id")


def codes(list_of_codes):
    for code in list_of_codes or []:
        yield code
        yield from codes(code.code)


def projects(sample):
    record = loads(sample, "record", "json")
    themes = sorted(theme["name"] for theme in record.get("themes", []))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        copy = folder / "it.qdc"
        copy.write_bytes(path(sample, "codebook", "qdc").read_bytes())
        book = pyrefiqda.RefiCodebook.load(copy)
        names = sorted(code.name for code in codes(book.codes.code if book.codes else []))
        check("pyrefiqda codebook", sample, names, themes)
        copy = folder / "it.qdpx"
        copy.write_bytes(path(sample, "record", "qdpx").read_bytes())
        project = pyrefiqda.RefiProject.load(copy, extract_dir=folder / "out")
        names = [code.name for code in codes(project.code_book.codes.code)]
        check("pyrefiqda themes", sample, set(themes) <= set(names), True)
        cases = sorted(case.name for case in (project.cases.case if project.cases else []))
        check("pyrefiqda cases", sample, cases, sorted(s["name"] for s in record.get("stakeholders", [])))
        sources = project.sources.text_source if project.sources else []
        said = {s["id"]: s for s in record.get("statements", [])}
        passages = 0
        for source in sources:
            name = source.plain_text_path.removeprefix("internal://")
            text = (folder / "out" / "sources" / name).read_text("utf-8")
            for passage in source.plain_text_selection:
                passages += 1
                words = text[int(passage.start_position):int(passage.end_position)]
                quote = said[passage.name].get("quote")
                if quote:
                    check("pyrefiqda passages", f"{sample} {passage.name}", words, " ".join(quote.split()))
        check("pyrefiqda passages", sample, passages, len(said))


def xaif(sample):
    record = loads(sample, "record", "json")
    aif = loads(sample, "record", "xaif")["AIF"]
    kind = {n["nodeID"]: n["type"] for n in aif["nodes"]}
    check("xaif", f"{sample} ids", len(kind), len(aif["nodes"]))
    check("xaif", f"{sample} ends", all(e["fromID"] in kind and e["toID"] in kind for e in aif["edges"]), True)
    check("xaif", f"{sample} locutions", len(aif["locutions"]), len(record.get("statements", [])))
    people = {p["participantID"] for p in aif["participants"]}
    check("xaif", f"{sample} people", {l["personID"] for l in aif["locutions"]} <= people, True)
    # The speaker of every asserted I-node is found by L -> YA -> I.
    after = {}
    for e in aif["edges"]:
        after.setdefault(e["fromID"], []).append(e["toID"])
    chains = [kind[i] for l in aif["locutions"] for ya in after[l["nodeID"]] for i in after[ya]]
    check("xaif", f"{sample} chains", chains, ["I"] * len(aif["locutions"]))
    count = lambda word: sum(r["stance"] == word for r in record.get("relations", []))
    concerns = sum(s["stance"] == "concern" for s in record.get("statements", []))
    check("xaif", f"{sample} relations", (list(kind.values()).count("RA"), list(kind.values()).count("CA")), (count("support"), count("concern") + concerns))


def schemas(sample, subject, schema):
    jsonschema = load("jsonschema")
    if jsonschema and schema:
        jsonschema.validate(loads(sample, subject, "jgf"), schema)
        read["jgf schema"] = read.get("jgf schema", 0) + 1


def main():
    import os
    reference = os.environ.get("PLENARY_REFERENCE")
    schema = None
    if reference:
        schema = json.loads((pathlib.Path(reference) / "schemas/jgf/json-graph-schema_v2.json").read_text())
    else:
        skipped.add("the schema of JGF (PLENARY_REFERENCE)")
    for sample in ("oewg", "nasty", "empty", "one-node"):
        for subject in ("record", "graph", "positions", "network"):
            for step in (graphs, lambda a, b: schemas(a, b, schema)):
                try:
                    step(sample, subject)
                except Exception as error:
                    import traceback
                    failed.append(f"{sample} {subject}: {traceback.format_exc()}")
        for step, needs in ((workbooks, openpyxl), (projects, pyrefiqda), (xaif, True)):
            try:
                if needs:
                    step(sample)
            except Exception as error:
                import traceback
                failed.append(f"{sample}: {traceback.format_exc()}")
    if openpyxl:
        book = openpyxl.load_workbook((exports / "template.xlsx").open("rb"))
        template(book, "the template")
        check("openpyxl template", "help comes first", book.sheetnames[0], "Help")
        for sheet in book.worksheets[1:]:
            notes = [cell.value for cell in sheet[1] if cell.comment is None]
            check("openpyxl notes", sheet.title, notes, [])
            check("openpyxl header", f"template {sheet.title}", (sheet.freeze_panes, sheet.auto_filter.ref is not None), ("A2", True))
            widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]]
            check("openpyxl widths", sheet.title, min(widths) >= 10, True)
    for what in sorted(read):
        print(f"read: {what}: {read[what]} checks")
    for what in sorted(skipped):
        print(f"skipped: {what}")
    for line in failed:
        print(f"FAILED {line[:1500]}")
    sys.exit(bool(failed))


main()
