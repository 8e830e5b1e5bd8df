// node gallery.mjs FOLDER: looks at gallery.html in the folder.
import { join } from "node:path";
import { accessible, check, equal, finish, launch, open } from "./browser.mjs";

const file = join(process.argv[2], "gallery.html");
const browser = await launch();
for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 320]]) {
  const page = await open(browser, file, { colorScheme, viewport: { width, height: 900 }, alone: false });
  const images = page.locator("img");
  const count = await images.count();
  check("there are thumbnails", count >= 4, count);
  for (let at = 0; at < count; at += 1) {
    await images.nth(at).scrollIntoViewIfNeeded();
    const shown = await images.nth(at).evaluate((image) => image.decode().then(() => image.naturalWidth, () => 0));
    check(`thumbnail ${at} is shown`, shown > 0, await images.nth(at).getAttribute("src"));
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  check(`wider than ${width} px`, wide <= width, wide);
  await accessible(page, `gallery, ${colorScheme}, ${width} px`);
  await page.context().close();
}
const page = await open(browser, file, { alone: false });
await page.locator("h3 a").first().click();
check("a name leads to a picture", /\/[\w-]+\.(html|svg)$/.test(page.url()), page.url());
equal("which is there", await page.locator("svg").count() > 0, true);
await browser.close();
finish();
