// The applicant's story (P-B1, P-B10, P-D11), in both languages: someone who has applied for a job asks what is held on them, is answered with letter and
// copy, asks to have it erased, and it is gone. They use the public form, staff the console. Every page on the way holds what all pages hold.

import assert from "node:assert/strict";

import { assertAccessible, assertNoSidewaysScroll, inContext } from "./pages.mjs";
import { LANGUAGES, ORGANISATION, follow } from "./support/pages.mjs";

const WIDTH_MIN = 320;
/** Applicants of the demo nobody else asks about. */
const APPLICANTS = { nb: 62, en: 63 };
const SAYS = {
  nb: { erased: "Slettet: én post.", nobody: "Ingen", copied: "Kopien din har én post.", order: "Én post blir slettet, med nøkkelen." },
  en: { erased: "Erased: one record.", nobody: "Nobody", copied: "Your copy has one record.", order: "One record is erased, with its key." },
};

/** @param {import("./support/check.mjs").Checks} checks */
export function addRequestChecks(checks, browser, base, storageState) {
  for (const language of LANGUAGES) {
    checks.add(`P-B10 P-D11 an applicant asks for access and erasure (${language})`, async () => {
      const email = `person-${APPLICANTS[language]}@example.com`;
      const access = await inContext(browser, { viewport: { width: 390, height: 800 } }, (page, seen) => ask({ page, seen, base, language, email, right: "access" }));
      await inContext(browser, { storageState }, (page, seen) => giveAccess({ page, seen, base, language, email, number: access }));
      const erasure = await inContext(browser, { javaScriptEnabled: false }, (page, seen) => ask({ page, seen, base, language, email, right: "erasure" }));
      await inContext(browser, { storageState }, (page, seen) => erase({ page, seen, base, language, email, number: erasure }));
    });
  }
}

/** The public form: no account, no cookie. Gives the case's number. */
export async function ask({ page, seen, base, language, email, right }) {
  await page.goto(`${base}/${language}/${ORGANISATION}`);
  await follow(page, page.locator(`a[href="/${language}/${ORGANISATION}/request"]`));
  await page.selectOption("#right", right);
  await page.fill("#name", "Søker <b>Nordmann</b>");
  await page.fill("#contact", email);
  await follow(page, page.locator(".questions button"));
  assert.deepEqual(await page.context().cookies(), [], "no cookie");
  assert.deepEqual(seen.requests.filter((asked) => new URL(asked).origin !== base), [], "nothing of elsewhere");
  return page.locator("main code").first().innerText();
}

async function giveAccess({ page, base, language, email, number }) {
  const says = SAYS[language];
  const href = `${base}/console/${language}/cases/${number}`;
  await page.goto(`${base}/console/${language}/cases`);
  await holds(page);
  const listed = await page.content();
  assert.ok(listed.includes(number), "the case is in the list");
  assert.ok(!listed.includes(email), "the list names nobody");
  await follow(page, page.locator(`a[href$="${number}"]`));
  assert.equal(await page.locator("main b").count(), 0, "what was written stays text");
  await holds(page);
  await identify(page, email);
  await holds(page);
  await page.selectOption("#decision-recruitment", "granted");
  await send(page, "assess");
  await holds(page);
  await follow(page, page.locator("[role=alert] button"));
  await send(page, "execute");
  await follow(page, page.locator("[role=alert] button"));
  await holds(page);
  await follow(page, page.locator(`form[action$="/copy"] button`));
  assert.ok((await page.locator(".document").innerText()).includes(email), "the copy holds what is held");
  await holds(page);
  await page.goto(`${href}/letter`);
  assert.ok((await page.locator(".document").innerText()).includes(says.copied));
  await holds(page);
  await page.goto(href);
  await answerAndClose(page);
}

async function erase({ page, base, language, email, number }) {
  const says = SAYS[language];
  const href = `${base}/console/${language}/cases/${number}`;
  await page.goto(href);
  await identify(page, email);
  await page.selectOption("#decision-recruitment", "granted");
  await send(page, "assess");
  assert.ok((await page.locator("[role=alert]").innerText()).includes(says.order), "what will happen, in numbers");
  assert.equal(new URL(page.url()).search, "", "nothing in the address");
  await follow(page, page.locator("[role=alert] button"));
  await send(page, "execute");
  await follow(page, page.locator("[role=alert] button"));
  for (const told of await page.locator("input[name^=told-]").all()) await told.fill("24.11.");
  await holds(page);
  await send(page, "notify");
  await answerAndClose(page);
  await page.goto(`${href}/letter`);
  assert.ok((await page.locator(".document").innerText()).includes(says.erased));
  await page.goto(`${base}/console/${language}/cases/closed`);
  assert.ok((await page.content()).includes(number));
  await holds(page);
  await page.goto(`${base}/console/${language}/records`);
  await page.selectOption("#activity", "recruitment");
  await page.selectOption("#by", "email");
  await page.fill("#value", email);
  await follow(page, page.locator(".questions button"));
  assert.equal(await page.locator("tbody th a").count(), 0, "nothing leads to the person any more");
}

export async function identify(page, email) {
  await page.fill("#identify-how", "E-post");
  await page.selectOption("#identifier-type-0", "email");
  await page.fill("#identifier-value-0", email);
  return send(page, "identify");
}

export async function answerAndClose(page) {
  await page.fill("#answer-given_by", "E-post 24.11.");
  await send(page, "answer");
  await send(page, "close");
  assert.equal(await page.locator("details form").count(), 0, "nothing more is to be done");
}

/** Sends a step's form, which is the open one or is opened. */
export async function send(page, step) {
  const form = page.locator(`form:has(input[name=step][value=${step}]):not([role=alert] form)`);
  const details = page.locator(`details:has(input[name=step][value=${step}])`);
  if (!(await details.evaluate((it) => it.open))) await details.locator("summary").click();
  return follow(page, form.locator("button"));
}

export async function holds(page) {
  await assertAccessible(page);
  await page.setViewportSize({ width: WIDTH_MIN, height: 800 });
  await assertNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1280, height: 900 });
}
