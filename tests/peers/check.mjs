// Reads exports with other people's programs and compares counts with the older JSON exports.
//
// Usage: node check.mjs EXPORTS PEERS. Exports are SAMPLE-SUBJECT-FORMAT.out.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [exports, peers] = process.argv.slice(2);
const require = createRequire(join(peers, "package.json"));
const failed = [];
const read = {};
const skipped = new Set();

async function load(name) {
  try {
    const module = await import(pathToFileURL(require.resolve(name)).href);
    return module.default && Object.keys(module).length < 3 ? module.default : module;
  } catch (error) {
    skipped.add(`${name} (${String(error).split("\n")[0]})`);
    return null;
  }
}

const text = (sample, subject, form) =>
  readFileSync(join(exports, `${sample}-${subject}-${form}.out`), "utf8");

function check(what, of, there, wanted) {
  read[what] = (read[what] ?? 0) + 1;
  const [a, b] = [JSON.stringify(there), JSON.stringify(wanted)];
  if (a !== b) failed.push(`${what}: ${of}: read ${a}, wanted ${b}`);
}

function expected(sample, subject) {
  const record = JSON.parse(text(sample, "record", "json"));
  const list = (name) => record[name] ?? [];
  const broader = list("themes").filter((theme) => theme.broader).length;
  const people = list("stakeholders").length + list("themes").length;
  if (subject === "network") {
    const made = JSON.parse(text(sample, "network", "json"));
    const network = made.result ?? made;
    return [network.rows.length, network.ties.length];
  }
  if (subject === "record") {
    const about = list("claims").map((claim) => Object.keys(claim.themes ?? {}).length);
    const edges = list("statements").length + list("relations").length + broader;
    return [people + list("claims").length, about.reduce((a, b) => a + b, edges)];
  }
  const edges = JSON.parse(text(sample, "graph", "json")).edges;
  const positions = edges.filter((edge) => edge.kind === "position").length;
  return subject === "graph"
    ? [people + list("claims").length, edges.length + broader]
    : [people, positions + broader];
}

const { JSDOM } = (await load("jsdom")) ?? {};
if (JSDOM) {
  const { window } = new JSDOM("<!doctype html><body></body>");
  globalThis.window = window;
  globalThis.document = window.document;
  globalThis.DOMParser = window.DOMParser;
}
const graphology = await load("graphology");
const gexf = await load("graphology-gexf");
const graphml = await load("graphology-graphml");
const cytoscape = await load("cytoscape");
const mermaid = JSDOM ? await load("mermaid") : null;
const cypher = await load("@neo4j-cypher/language-support");
const argdown = await load("@argdown/core");
const MultiGraph = graphology?.MultiGraph ?? graphology?.default?.MultiGraph ?? graphology;

async function attempt(of, step) {
  try {
    await step();
  } catch (error) {
    failed.push(`${of}: ${error?.stack ?? error}`.slice(0, 1500));
  }
}

for (const sample of ["oewg", "nasty", "empty", "one-node"]) {
  for (const subject of ["record", "graph", "positions", "network"]) {
    const of = `${sample} ${subject}`;
    const wanted = expected(sample, subject);
    for (const [name, reader] of [["gexf", gexf], ["graphml", graphml]]) {
      if (!reader || !graphology || !JSDOM) continue;
      await attempt(`graphology ${name} ${of}`, () => {
        const graph = reader.parse(MultiGraph, text(sample, subject, name), {
          addMissingNodes: false,
        });
        check(`graphology ${name}`, of, [graph.order, graph.size], wanted);
        const stances = graph.filterEdges((_, data) => data.stance === "concern").length;
        const link = JSON.parse(text(sample, subject, "cytoscape")).elements.edges;
        const known = link.filter((edge) => edge.data.stance === "concern").length;
        check(`graphology ${name} stances`, of, stances, known);
        if (name === "gexf") {
          const placed = graph.filterNodes((_, data) => Number.isFinite(data.x) && data.color);
          check("graphology gexf looks", of, placed.length, wanted[0]);
        }
      });
    }
    if (cytoscape) {
      await attempt(`cytoscape ${of}`, () => {
        const { elements } = JSON.parse(text(sample, subject, "cytoscape"));
        const made = (cytoscape.default ?? cytoscape)({ headless: true, elements });
        check("cytoscape", of, [made.nodes().length, made.edges().length], wanted);
        const concern = elements.edges.filter((edge) => edge.data.stance === "concern").length;
        check("cytoscape classes", of, made.edges(".concern").length, concern);
      });
    }
    if (mermaid) {
      await attempt(`mermaid ${of}`, async () => {
        const api = mermaid.default ?? mermaid;
        api.initialize({ startOnLoad: false, maxTextSize: 5e6, maxEdges: 1e5 });
        const made = await api.mermaidAPI.getDiagramFromText(text(sample, subject, "mermaid"));
        const vertices = made.db.getVertices();
        const count = vertices.size ?? Object.keys(vertices).length;
        check("mermaid", of, [count, made.db.getEdges().length], wanted);
        check("mermaid title", of, made.db.getAccTitle() !== "", true);
      });
    }
    if (cypher?.lintCypherQuery && (sample !== "oewg" || subject === "positions")) {
      await attempt(`cypher ${of}`, () => {
        const lines = text(sample, subject, "cypher").trimEnd().split(";\n").length;
        check("cypher statements", of, lines, 1 + wanted[0] + wanted[1]);
        const found = cypher.lintCypherQuery(text(sample, subject, "cypher"), {});
        const list = found.diagnostics ?? found;
        const errors = list.filter((one) => one.severity === 1).map((one) => one.message);
        check("cypher", of, errors, []);
      });
    }
  }
  if (argdown) {
    await attempt(`argdown ${sample}`, () => {
      const record = JSON.parse(text(sample, "record", "json"));
      const { ArgdownApplication, ParserPlugin, DataPlugin, ModelPlugin } = argdown;
      const app = new ArgdownApplication();
      app.addPlugin(new ParserPlugin(), "parse-input");
      app.addPlugin(new DataPlugin(), "build-model");
      app.addPlugin(new ModelPlugin(), "build-model");
      const input = text(sample, "record", "argdown");
      const made = app.run({ process: ["parse-input", "build-model"], input });
      check("argdown errors", sample, (made.parserErrors ?? []).map((e) => e.message), []);
      const claims = (record.claims ?? []).map((claim) => claim.id).sort();
      check("argdown claims", sample, Object.keys(made.statements ?? {}).filter((t) => !t.startsWith("Untitled")).sort(), claims);
      const said = (record.statements ?? []).map((one) => one.id).sort();
      check("argdown statements", sample, Object.keys(made.arguments ?? {}).sort(), said);
      const speakers = Object.values(made.arguments ?? {}).map((one) => one.data?.stakeholder).sort();
      check("argdown speakers", sample, speakers, (record.statements ?? []).map((one) => one.stakeholder).sort());
      check("argdown title", sample, made.frontMatter?.title ?? "Untitled record", record.title ?? "Untitled record");
    });
  }
}

for (const what of Object.keys(read).sort()) console.log(`read: ${what}: ${read[what]} checks`);
for (const what of [...skipped].sort()) console.log(`skipped: ${what}`);
for (const line of failed) console.log(`FAILED ${line}`);
process.exit(failed.length ? 1 : 0);
