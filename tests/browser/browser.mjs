// Chromium without a network, for the page tests.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// Where `npm ci` put the modules: PLENARY_BROWSER is a folder outside of the repository.
const require = createRequire(process.env.PLENARY_BROWSER + "/package.json");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const failures = [];
let checks = 0;

export const check = (what, held, seen = "") => {
  checks += 1;
  if (!held) failures.push(`${what}${seen === "" ? "" : `: ${JSON.stringify(seen)}`}`);
};

export const equal = (what, is, should) => check(`${what}, expected ${JSON.stringify(should)}`, is === should, is);

export const launch = () =>
  chromium.launch({
    executablePath: process.env.PLENARY_CHROMIUM || "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

// Opens a file; every message of the console and every request that is not for a file of the
// same folder is a failure.
export const open = async (browser, file, options = {}) => {
  // axe is put into the page by the debugger, which the page's own policy does not bind.
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  const home = address.slice(0, address.lastIndexOf("/") + 1);
  page.on("console", (message) => check(`${file}: console says ${message.text()}`, false));
  page.on("pageerror", (error) => check(`${file}: error ${error.message}`, false));
  page.on("request", (request) => {
    const own = options.alone === false ? request.url().startsWith(home) : request.url() === address;
    check(`${file}: asks for ${request.url()}`, own);
  });
  await page.goto(address);
  return page;
};

// WCAG 2 A and AA, and best practices; or some rules only.
export const accessible = async (page, what, rules) => {
  await page.evaluate(axe);
  const options = { resultTypes: ["violations"], ...(rules && { runOnly: rules }) };
  const found = await page.evaluate((asked) => window.axe.run(document, asked), options);
  for (const violation of found.violations) {
    const where = violation.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`);
    check(`${what}: ${violation.id} (${violation.nodes.length})`, false, where);
  }
  check(`${what}: axe looked at nothing`, found.passes.length > (rules ? 0 : 5));
};

export const finish = () => {
  for (const failure of failures) console.log(`failed: ${failure}`);
  console.log(`${checks} checks, ${failures.length} failed`);
  process.exitCode = failures.length > 0 ? 1 : 0;
};
