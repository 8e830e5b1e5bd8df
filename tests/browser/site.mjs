// node site.mjs FOLDER: looks at index.html in the folder.
import { join } from "node:path";
import { accessible, check, equal, finish, launch, open } from "./browser.mjs";

const file = join(process.argv[2], "index.html");
const browser = await launch();
for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 320]]) {
  const page = await open(browser, file, { colorScheme, viewport: { width, height: 900 }, alone: false });
  const images = page.locator("img");
  check("there is a picture of each record", await images.count() === await page.locator("section").count());
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  check(`wider than ${width} px`, wide <= width, wide);
  await accessible(page, `index, ${colorScheme}, ${width} px`);
  await page.context().close();
}
const page = await open(browser, file, { alone: false });
await page.locator("td a").first().click();
check("a link leads to a picture", /\/[\w-]+\.html$/.test(page.url()), page.url());
equal("which is there", await page.locator("svg").count() > 0, true);
await browser.close();
finish();
