// What holds on every page, in both languages, wide and narrow, light and dark: WCAG 2.2 AA as far as a machine can tell, no
// sideways scrolling down to 320 px (1.4.10), one heading of the first level, nothing asked of anyone else, no cookie.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { openContext } from "./support/browser.mjs";
import { CONSOLE_PAGES, LANGUAGES, PAGES } from "./support/pages.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [1280, 390];
const WIDTH_MIN = 320;
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** The switch leads to this page in the other language; an answer to a form and a page that is not there have none. */
const WITHOUT_SWITCH = ["refusal", "permitted", "retention", "export", "observed", "way-in", "request-received", "not-found", "console-case-confirm", "console-found", "console-opened", "console-readers", "console-refused", "console-asked", "console-reviews-listed", "console-reviews-confirm", "console-reviews-done"];

/** @param {import("./support/check.mjs").Checks} checks */
export function addPageChecks(checks, browser, base) {
  addChecksOf(checks, browser, base, PAGES, {});
}

/** The same of the console, for whoever is in it. */
export function addConsoleChecks(checks, browser, base, storageState) {
  addChecksOf(checks, browser, base, CONSOLE_PAGES, { storageState });
}

function addChecksOf(checks, browser, base, pages, options) {
  for (const [name, kind] of Object.entries(pages)) {
    for (const language of LANGUAGES) {
      for (const width of WIDTHS) {
        checks.add(`page ${name} ${language} ${width} px`, () => inContext(browser, { ...options, viewport: { width, height: 900 } },
          (page, seen) => holdsPage({ page, seen, base, language, kind, name })));
      }
    }
    checks.add(`page ${name} dark: contrast`, () => inContext(browser, { ...options, colorScheme: "dark" }, async (page) => {
      await kind.open(page, base, "nb");
      await unfold(page);
      assertNone(await axe(page, { runOnly: { type: "rule", values: ["color-contrast"] } }));
    }));
  }
}

export async function inContext(browser, options, body) {
  const { context, seen } = await openContext(browser, options);
  try {
    return await body(await context.newPage(), seen);
  } finally {
    await context.close();
  }
}

async function holdsPage({ page, seen, base, language, kind, name }) {
  const response = await kind.open(page, base, language);
  assert.equal(response.status(), kind.status, "status");
  assert.equal((await response.allHeaders())["content-security-policy"], POLICY);
  assert.equal(await page.locator("html").getAttribute("lang"), language, "language of the page");
  assert.equal(await page.locator("h1").count(), 1, "headings of the first level");
  assert.notEqual((await page.title()).trim(), "", "title");
  await assertAccessible(page);
  await assertNoSidewaysScroll(page);
  await page.setViewportSize({ width: WIDTH_MIN, height: 900 });
  await assertNoSidewaysScroll(page);
  await assertSwitch(page, base, language, name);
  assertQuiet(seen, base, kind.status, page.url());
  assertCookies(await page.context().cookies(), name);
}

/** Public pages have none; the console has the one that holds the session, which no script can read and no other site send. */
function assertCookies(cookies, name) {
  const told = cookies.map(({ name, path, httpOnly, sameSite }) => ({ name, path, httpOnly, sameSite }));
  const session = { name: "vern-console", path: "/console", httpOnly: true, sameSite: "Strict" };
  assert.deepEqual(told, name.startsWith("console-") ? [session] : [], "cookies");
}

/** As far as a machine can tell, what is folded too. */
export async function assertAccessible(page, options = {}) {
  await unfold(page);
  const rules = { "target-size": { enabled: true } };
  assertNone(await axe(page, { runOnly: { type: "tag", values: TAGS }, rules, ...options }));
}

/** Opens what is folded, so that it is looked at too. */
async function unfold(page) {
  await page.locator("details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
}

async function axe(page, options) {
  await page.evaluate(AXE);
  const result = await page.evaluate((how) => globalThis.axe.run(document, { ...how, resultTypes: ["violations"] }), options);
  return result.violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${help}\n  ${html.slice(0, 200)}\n  ${failureSummary.split("\n").at(1) ?? ""}`));
}

function assertNone(violations) {
  assert.ok(violations.length === 0, `axe:\n${violations.join("\n")}`);
}

export async function assertNoSidewaysScroll(page) {
  const { wide, room, who } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const beyond = [...document.body.querySelectorAll("*")].find((one) => one.getBoundingClientRect().right > clientWidth + 1);
    return { wide: scrollWidth, room: clientWidth, who: beyond?.outerHTML.slice(0, 160) ?? "" };
  });
  assert.ok(wide <= room, `scrolls sideways: ${wide} px in ${room} px: ${who}`);
}

async function assertSwitch(page, base, language, name) {
  const link = page.locator("header a.language");
  if (WITHOUT_SWITCH.includes(name)) return assert.equal(await link.count(), 0, "language switch");
  const other = LANGUAGES.find((one) => one !== language);
  const here = new URL(page.url());
  const there = new URL(await link.getAttribute("href"), base);
  assert.equal(there.pathname + there.search, here.pathname.replace(`/${language}`, `/${other}`) + here.search);
  assert.equal(await link.getAttribute("hreflang"), other);
  const answer = await page.request.get(there.href);
  assert.equal(answer.status(), 200, "status of the other language");
  assert.match(await answer.text(), new RegExp(`<html lang="${other}">`));
}

function assertQuiet(seen, base, status, url) {
  const elsewhere = seen.requests.filter((asked) => new URL(asked).origin !== base);
  assert.deepEqual(elsewhere, [], "requests to other origins");
  assert.deepEqual(seen.cookiesSet, [], "answers that set cookies");
  // Chromium reports the status of a page that is not there as an error of its own.
  const own = (error) => status >= 400 && error.url === url && error.text.startsWith("Failed to load resource");
  assert.deepEqual(seen.errors.filter((error) => !own(error)), [], "console errors");
}
