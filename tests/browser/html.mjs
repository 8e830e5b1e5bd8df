// node html.mjs FOLDER: drives alignment.html, matrix.html and whatever else is in the folder.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { accessible, check, equal, finish, launch, open } from "./browser.mjs";

const folder = process.argv[2];
const browser = await launch();
const mark = (page, id) => page.locator(`svg g[id$="-${id}"]`).first();
const lit = (page) => page.evaluate(() => [...document.querySelectorAll(".lit .on")].map((one) => one.id.slice(one.id.indexOf("-") + 1)));
const status = (page) => page.locator("#status").textContent();
const focus = (page) => page.evaluate(() => (document.activeElement.id || document.activeElement.tagName).replace(/^p[0-9a-f]{8}-/, ""));

// What a stakeholder and a theme are connected with, by the ids of the edges.
const expected = (ids, end) => {
  const own = ids.filter((id) => id.startsWith("position-") && id.slice("position-".length).split("--").includes(end));
  const ends = own.flatMap((id) => id.slice("position-".length).split("--").slice(0, 2));
  const nodes = ids.filter((id) => ends.some((name) => id === `stakeholder-${name}` || id === `theme-${name}`));
  return [...new Set([...own, ...nodes])].sort();
};

{
  const page = await open(browser, join(folder, "alignment.html"));
  const ids = await page.evaluate(() => [...document.querySelectorAll(".mark")].map((one) => one.id.slice(one.id.indexOf("-") + 1)));
  check("marks are there", ids.length > 80, ids.length);
  const edges = ids.filter((id) => id.startsWith("position-"));
  equal("all is shown", await status(page), `${edges.length} of ${edges.length} connections shown`);

  // Hover lights a node, its edges and what is at their other ends, and nothing else.
  await mark(page, "stakeholder-wilpf").hover();
  const around = expected(ids, "wilpf");
  check("WILPF has neighbours", around.length >= 4, around);
  equal("hover", JSON.stringify((await lit(page)).sort()), JSON.stringify(around));
  const faint = mark(page, "stakeholder-apc");
  check("the others are dimmed", Number(await faint.evaluate((one) => getComputedStyle(one).opacity)) < 0.5);
  equal("the neighbour is not", await mark(page, "theme-militarisation").evaluate((one) => getComputedStyle(one).opacity), "1");
  await page.mouse.move(2, 2);
  equal("hover ends", (await lit(page)).length, 0);

  // The keyboard alone: Tab into the picture, arrows within, Enter, Escape.
  await page.locator("#larger").focus();
  await page.keyboard.press("Tab");
  equal("one stop", await focus(page), ids[0]);
  const nodes = ids.filter((id) => !edges.includes(id));
  await page.keyboard.press("ArrowDown");
  equal("down goes to the next node", await focus(page), nodes[1]);
  equal("focus lights the same", JSON.stringify((await lit(page)).sort()), JSON.stringify(expected(ids, nodes[1].slice(nodes[1].indexOf("-") + 1))));
  await page.keyboard.press("ArrowRight");
  equal("right goes along its edges", await focus(page), ids[ids.indexOf(nodes[1]) + 1]);
  equal("an edge lights its two ends", (await lit(page)).length, 3);
  await page.keyboard.press("End");
  equal("end", await focus(page), ids[ids.length - 1]);
  await page.keyboard.press("Home");
  equal("home", await focus(page), ids[0]);
  equal("a ring is drawn", await page.locator(".ring:visible").count(), 2);
  await page.keyboard.press("Tab");
  check("Tab leaves the picture", !ids.includes(await focus(page)), await focus(page));

  // Evidence, by the record: three statements behind WILPF's concern about militarisation.
  const edge = mark(page, "position-wilpf--militarisation--concern");
  await edge.focus();
  await page.keyboard.press("Enter");
  equal("focus goes to the panel", await focus(page), "panel-name");
  const panel = await page.locator("#panel").innerText();
  equal("statements", await page.locator("#panel .said").count(), 3);
  for (const words of ["wilpf-01", "spoke out against the militarisation", "Cyberspace may be treated as a domain for military action", "2020-02-12", "Event report: informal multi-stakeholder segment"]) {
    check(`evidence tells ${words}`, panel.includes(words), panel);
  }
  check("the sign is explained", panel.includes("The claim speaks for \u201CMilitarisation of cyberspace\u201D: this counts as concern."), panel);
  await accessible(page, "panel open");
  await page.keyboard.press("Escape");
  equal("Escape goes back", await focus(page), "position-wilpf--militarisation--concern");
  equal("and closes", await page.locator("#panel .said").count(), 0);

  // From a node to its connections, by pointer.
  await mark(page, "stakeholder-wilpf").click();
  equal("connections", await page.locator("#panel .links button").count(), around.filter((id) => edges.includes(id)).length);
  await page.locator("#panel .links button").first().click();
  check("leads to the edge", (await page.locator("#panel-name").textContent()).includes("is concerned about"));
  await page.locator("#close").click();

  // Filters.
  const counted = async (what, should) => equal(what, await status(page), `${should} of ${edges.length} connections shown`);
  const concern = edges.filter((id) => id.endsWith("--concern"));
  await page.locator("#support").uncheck();
  await counted("concern only", concern.length);
  equal("as many are visible", await page.locator("svg g.edge:visible").count(), concern.length);
  await page.locator("#theme").selectOption({ label: "Militarisation of cyberspace" });
  const about = concern.filter((id) => id.includes("--militarisation--"));
  await counted("of one theme", about.length);
  await page.keyboard.press("Tab");
  await page.locator("#support").check();
  await page.locator("#theme").selectOption({ label: "All: People and rights" });
  const rights = Number((await status(page)).split(" ")[0]);
  check("a broad theme holds its parts", rights > 5 && rights < edges.length, rights);
  await page.locator("#clear").click();
  await counted("all again", edges.length);
  await page.locator("#search").fill("MILITARIS");
  check("one is found", (await status(page)).endsWith("; 1 found"), await status(page));
  equal("and lit", JSON.stringify((await lit(page)).sort()), JSON.stringify(expected(ids, "militarisation")));
  equal("and listed", await page.locator("#panel .links button").count(), 1);
  await page.keyboard.press("Enter");
  equal("Enter goes there", await focus(page), "theme-militarisation");
  await page.locator("#clear").click();

  // Size.
  const width = () => page.locator("#figure svg").evaluate((one) => one.getBoundingClientRect().width);
  const natural = await width();
  await page.locator("#larger").click();
  check("larger", (await width()) > natural * 1.2, await width());
  await page.locator("#actual").click();
  const own = await page.locator("#figure svg").evaluate((one) => one.viewBox.baseVal.width);
  equal("actual size", await width(), own);

  // Tables.
  const table = page.locator("table").last();
  const column = () => table.locator("tbody tr > *:nth-child(1)").allTextContents();
  const before = await column();
  const head = table.locator("thead th").first();
  await head.locator("button").click();
  const up = await column();
  await head.locator("button").press("Enter");
  const down = await column();
  equal("sorting loses nothing", [...before].sort().join(), [...up].sort().join());
  check("ascending", up.every((one, at) => at === 0 || up[at - 1].localeCompare(one, "en") <= 0), up);
  check("descending", down.every((one, at) => at === 0 || down[at - 1].localeCompare(one, "en") >= 0), down);
  equal("says so", await head.getAttribute("aria-sort"), "descending");
  const paragraphs = table.locator("thead th").nth(4);
  await paragraphs.locator("button").click();
  const numbers = (await table.locator("tbody tr > *:nth-child(5)").allTextContents()).filter((one) => one !== "").map(Number);
  check("numbers are sorted as numbers", numbers.every((one, at) => at === 0 || numbers[at - 1] <= one), numbers);
  await page.context().close();
}

{
  // Cells: arrow keys go by place, and a cell lights its row and its column.
  const page = await open(browser, join(folder, "matrix.html"));
  const all = await page.locator("svg .mark").count();
  equal("cells are counted", await status(page), `${all} of ${all} marks shown`);
  await mark(page, "cell-wilpf--militarisation").focus();
  const ids = await page.evaluate(() => [...document.querySelectorAll(".mark")].map((one) => one.id.slice(one.id.indexOf("-") + 1)));
  const cross = ids.filter((id) => id.startsWith("cell-wilpf--") || id.endsWith("--militarisation")).sort();
  equal("row and column", JSON.stringify((await lit(page)).sort()), JSON.stringify(cross));
  await page.keyboard.press("ArrowDown");
  equal("down", await focus(page), "cell-wilpf--offensive-operations");
  await page.keyboard.press("ArrowUp");
  equal("up", await focus(page), "cell-wilpf--militarisation");
  await page.keyboard.press("Enter");
  equal("evidence of a cell", await page.locator("#panel .said").count(), 3);
  await page.context().close();
}

for (const file of readdirSync(folder).filter((name) => name.endsWith(".html")).sort()) {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open(browser, join(folder, file), { colorScheme });
    const stop = page.locator('svg .mark[tabindex="0"]');
    if ((await stop.count()) > 0) {
      await stop.focus();
      await page.keyboard.press("Enter");
    }
    await accessible(page, `${file}, ${colorScheme}`, colorScheme === "dark" ? ["color-contrast"] : undefined);
    await page.context().close();
  }
  const page = await open(browser, join(folder, file), { viewport: { width: 320, height: 640 } });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  check(`${file} is wider than a screen of 320 px`, wide <= 320, wide);
  await accessible(page, `${file}, 320 px`);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("button, input, select, summary")]
      .map((one) => [one.id || one.textContent, one.getBoundingClientRect()])
      .filter(([, box]) => box.width > 0 && (box.height < 24 || box.width < 20))
      .map(([name]) => name),
  );
  check(`${file} has small targets`, small.every((name) => ["support", "concern"].includes(name)), small);
  await page.context().close();
}

await browser.close();
finish();
