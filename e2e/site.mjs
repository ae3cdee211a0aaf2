// What holds on every page of a published site, opened from the disk: valid HTML, WCAG 2.2 AA as far as a machine can tell, no sideways
// scrolling down to 320 px, nothing asked of anyone.

import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { HtmlValidate } from "html-validate";

import { assertAccessible, assertNoSidewaysScroll, inContext } from "./pages.mjs";

const WIDTHS = [1280, 390, 320];
/** The HTML standard itself; the house's own taste is elsewhere. */
const RULES = { extends: ["html-validate:standard"], root: true };

/** @param {import("./support/check.mjs").Checks} checks */
export function addSiteChecks(checks, browser, site) {
  const validator = new HtmlValidate(RULES);
  for (const path of site.pages) {
    checks.add(`site ${path}: HTML`, () => assertValid(validator, join(site.folder, path)));
    checks.add(`site ${path}`, () => inContext(browser, {}, (page, seen) => holdsPage(page, seen, site, path)));
  }
}

async function assertValid(validator, file) {
  const report = await validator.validateFile(file);
  const told = report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line}: ${message} [${ruleId}]`));
  assert.ok(report.valid, told.slice(0, 10).join("\n"));
}

async function holdsPage(page, seen, site, path) {
  await page.goto(pathToFileURL(join(site.folder, path)).href);
  assert.equal(await page.locator("h1").count(), 1, "headings of the first level");
  // A page from the disk may not fetch its own style sheet to look it through.
  await assertAccessible(page, { preload: false });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await assertNoSidewaysScroll(page);
  }
  const base = pathToFileURL(site.folder).href;
  assert.deepEqual(seen.requests.filter((asked) => !asked.startsWith(base)), [], "requests to others");
  assert.deepEqual(seen.errors, [], "console errors");
}
