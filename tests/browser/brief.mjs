// node brief.mjs FOLDER: looks at every briefing in the folder.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { accessible, check, finish, launch, open } from "./browser.mjs";

const folder = process.argv[2];
const browser = await launch();
for (const name of readdirSync(folder).filter((name) => name.endsWith(".html"))) {
  for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 320]]) {
    const what = `${name}, ${colorScheme}, ${width} px`;
    const page = await open(browser, join(folder, name), { colorScheme, viewport: { width, height: 900 }, javaScriptEnabled: true });
    // What is behind folds is looked at too.
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    await accessible(page, what);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(`${what}: the page does not scroll sideways`, wide <= 0, wide);
    const lost = await page.evaluate(() =>
      [...document.querySelectorAll('a[href^="#"]')].filter((one) => !document.getElementById(one.getAttribute("href").slice(1))).length,
    );
    check(`${what}: every link leads somewhere`, lost === 0, lost);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    check(`${what}: the colours are the reader's`, (ground === "rgb(255, 255, 255)") === (colorScheme === "light"), ground);
    await page.context().close();
  }
}
await browser.close();
finish();
