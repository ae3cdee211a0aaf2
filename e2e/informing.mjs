// P-B3, GDPR art. 14. Somebody others have told the house of is told that they are held, by e-mail, in both languages: staff see who nobody has told, read
// what they will be told, and send it. Every page on the way holds what all pages hold.

import assert from "node:assert/strict";

import { assertAccessible, assertNoSidewaysScroll, inContext } from "./pages.mjs";
import { LANGUAGES, follow } from "./support/pages.mjs";

const WIDTHS = [1280, 390, 320];
const SAYS = {
  nb: { heading: /Vi har opplysninger om deg/i, source: /Tips fra publikum/, sent: "lagt til sending", noted: "Det er notert" },
  en: { heading: /We hold data on you/i, source: /Tips from the audience/, sent: "queued", noted: "It is noted" },
};

/** @param {import("./support/check.mjs").Checks} checks */
export function addInformingChecks(checks, browser, readers) {
  for (const language of LANGUAGES) {
    checks.add(`P-B3 a performer others have told of is told where we know them from (${language})`, () =>
      inContext(browser, {}, (page) => story({ page, readers, language })));
  }
}

async function story({ page, readers, language }) {
  const says = SAYS[language];
  const [first, second] = ["performer", "other"].map((name) => `${name}-${language}`);
  await readers.hear(first, `${first}@artister.example`);
  await readers.hear(second, `${second}@artister.example`);
  await page.goto(readers.link());
  await page.goto(`${readers.base}/console/${language}/informing`);
  await holds(page, `informing-${language}`);

  await list(page, readers, language);
  assert.match((await page.locator("details pre").allTextContents()).join(), says.source, "what they are told can be read first");
  await holds(page, `informing-listed-${language}`);
  await mark(page, first).check();
  await follow(page, page.locator(`button[name=way][value=${language}]`));
  await holds(page, `informing-confirm-${language}`);
  await follow(page, page.locator("[role=alert] button"));
  assert.ok((await page.locator("[role=status]").innerText()).includes(says.sent));
  await holds(page, `informing-done-${language}`);
  await readers.said(`${first}@artister.example`, says.heading);

  await list(page, readers, language);
  assert.equal(await mark(page, first).count(), 0, "whoever is told is on the list no longer");
  await mark(page, second).check();
  await follow(page, page.locator("button[value=otherwise]"));
  assert.equal(await page.locator("[role=alert] h2").count(), 1, "how and when is to be said");
  await holds(page, `informing-refused-${language}`);
  await list(page, readers, language);
  await mark(page, second).check();
  await page.fill("#how", "24.11.");
  await follow(page, page.locator("button[value=otherwise]"));
  await follow(page, page.locator("[role=alert] button"));
  assert.ok((await page.locator("[role=status]").innerText()).includes(says.noted));
}

async function list(page, readers, language) {
  await page.goto(`${readers.base}/console/${language}/informing`);
  await follow(page, page.locator("table form button").first());
}

/** The mark of a record in the list. */
const mark = (page, key) => page.locator("tr", { has: page.getByRole("link", { name: key, exact: true }) }).locator("input[name=record]");

async function holds(page, name) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await assertNoSidewaysScroll(page);
    await assertAccessible(page);
    if (process.env.VERN_E2E_LOOK) await page.screenshot({ path: `${process.env.VERN_E2E_LOOK}/${name}-${width}.png`, fullPage: true });
  }
}
