// node change.mjs FOLDER: drives every page of what changed (change-*.html) in the folder.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { accessible, check, equal, finish, launch, open } from "./browser.mjs";

const folder = process.argv[2];
const browser = await launch();
const pages = readdirSync(folder).filter((name) => /^change-.*\.html$/.test(name)).sort();
check("there are pages", pages.length >= 2, pages);
for (const name of pages) {
  const file = join(folder, name);
  const page = await open(browser, file);
  const ids = await page.evaluate(() => [...document.querySelectorAll("svg .mark")].map((one) => one.id));
  const own = (id) => id.slice(id.indexOf("-") + 1);
  const lit = () => page.evaluate(() => [...document.querySelectorAll(".lit .on")].map((one) => one.id.slice(one.id.indexOf("-") + 1)));
  const status = () => page.locator("#status").textContent();
  for (const half of ["before--", "after--"]) {
    check(`${name}: marks of ${half}`, ids.some((id) => own(id).startsWith(half)), ids.length);
  }
  equal(`${name}: all is shown`, await status(), `${ids.length} of ${ids.length} marks shown`);

  // Both halves are one picture to the keyboard, and every mark leads to its evidence.
  let evidence = 0;
  for (const id of ids) {
    await page.locator(`[id="${id}"]`).focus();
    await page.keyboard.press("Enter");
    const said = await page.locator("#panel .said").count();
    evidence += said;
    check(`${name}: ${own(id)} has evidence`, said > 0, said);
    const panel = await page.locator("#panel").innerText();
    check(`${name}: ${own(id)} names its source`, /\d{4}/.test(panel), panel);
    await page.keyboard.press("Escape");
    equal(`${name}: Escape leads back to ${own(id)}`, await page.evaluate(() => document.activeElement.id), id);
  }
  check(`${name}: evidence is many statements`, evidence >= ids.length, evidence);

  // Hover lights the mark's row and column of its half; where focus is, it stays lit, so it goes first.
  await page.evaluate(() => document.activeElement.blur());
  await page.locator(`[id="${ids[0]}"]`).hover();
  check(`${name}: hover lights`, (await lit()).includes(own(ids[0])), await lit());
  await page.mouse.move(2, 2);
  equal(`${name}: hover ends`, (await lit()).length, 0);

  // A stance alone leaves fewer marks; clearing brings them back.
  await page.locator("#concern").uncheck();
  const fewer = Number((await status()).split(" ")[0]);
  check(`${name}: support only`, fewer > 0 && fewer < ids.length, fewer);
  equal(`${name}: as many are visible`, await page.locator("svg .mark:visible").count(), fewer);
  await page.locator("#clear").click();
  equal(`${name}: all again`, await status(), `${ids.length} of ${ids.length} marks shown`);

  await accessible(page, `${name}, light`);
  await page.context().close();
  for (const [colorScheme, width] of [["dark", 1280], ["light", 320]]) {
    const other = await open(browser, file, { colorScheme, viewport: { width, height: 900 } });
    await accessible(other, `${name}, ${colorScheme}, ${width} px`, colorScheme === "dark" ? ["color-contrast"] : undefined);
    const wide = await other.evaluate(() => document.documentElement.scrollWidth);
    check(`${name}: wider than ${width} px`, wide <= width, wide);
    await other.context().close();
  }
}
await browser.close();
finish();
