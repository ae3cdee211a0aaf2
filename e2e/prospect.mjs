// The prospect's story (P-B2, P-B5, P-B10), in both languages: someone who never gave the company anything is told where it knows them from, says no, and is
// left alone from then on. They use the public pages, staff the console. Every page on the way holds what all pages hold.

import assert from "node:assert/strict";

import { inContext } from "./pages.mjs";
import { answerAndClose, ask, holds, identify, send } from "./request.mjs";
import { LANGUAGES, ORGANISATION, follow } from "./support/pages.mjs";

/** Prospects of the demo nobody else asks about. */
const PROSPECTS = { nb: 59, en: 60 };
const SAYS = {
  nb: { sources: "Tips fra andre i markedet", leftOut: "utelatt" },
  en: { sources: "Tips from others in the market", leftOut: "left out" },
};

/** @param {import("./support/check.mjs").Checks} checks */
export function addProspectChecks(checks, browser, base, storageState) {
  for (const language of LANGUAGES) {
    checks.add(`P-B2 P-B5 P-B10 a prospect says no and is left alone (${language})`, async () => {
      const email = `person-${PROSPECTS[language]}@example.com`;
      await inContext(browser, { viewport: { width: 390, height: 800 } }, (page) => readNotice({ page, base, language }));
      const number = await inContext(browser, {}, (page, seen) => ask({ page, seen, base, language, email, right: "objection" }));
      await inContext(browser, { storageState }, (page) => stop({ page, base, language, email, number }));
    });
  }
}

/** Where the company knows somebody from who never gave it anything stands in the notice (GDPR art. 14(2)(f)). */
async function readNotice({ page, base, language }) {
  await page.goto(`${base}/${language}/${ORGANISATION}/privacy-notice`);
  assert.ok((await page.locator("main").innerText()).includes(SAYS[language].sources));
  await holds(page);
}

async function stop({ page, base, language, email, number }) {
  assert.equal(await found({ page, base, language, email }), 1, "staff find them while nobody has said no");
  await page.goto(`${base}/console/${language}/cases/${number}`);
  await holds(page);
  await identify(page, email);
  await holds(page);
  await page.selectOption("#decision-prospects", "granted");
  await send(page, "assess");
  await confirm(page);
  await holds(page);
  await send(page, "execute");
  await confirm(page);
  for (const told of await page.locator("input[name^=told-]").all()) await told.fill("24.11.");
  if (await page.locator("input[name=step][value=notify]").count()) await send(page, "notify");
  await answerAndClose(page);
  assert.equal(await found({ page, base, language, email }), 0, "nobody uses it any more");
  assert.ok((await page.locator("main").innerText()).includes(SAYS[language].leftOut), "and the list says that somebody is left out");
  await holds(page);
}

/** Who is found among the prospects by an address. */
async function found({ page, base, language, email }) {
  await page.goto(`${base}/console/${language}/records`);
  await page.selectOption("#activity", "prospects");
  await page.selectOption("#by", "email");
  await page.fill("#value", email);
  await follow(page, page.locator(".questions button"));
  return page.locator("tbody th a").count();
}

/** What is about to be done is said in numbers first, where it does anything to what is held. */
async function confirm(page) {
  if (await page.locator("[role=alert] button").count()) await follow(page, page.locator("[role=alert] button"));
}
