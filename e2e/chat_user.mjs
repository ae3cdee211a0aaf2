// The chat user's story (P-B6, P-B10), in both languages: someone who wrote in the chat on the website reads how long that is kept and asks to have it erased.
// Nobody can be found in the chat by an e-mail address, so they are told that, and what would help; never that nothing is held. What is older than the
// notice says is gone by itself, which the guide shows. Every page on the way holds what all pages hold.

import assert from "node:assert/strict";

import { inContext } from "./pages.mjs";
import { answerAndClose, ask, holds, identify, send } from "./request.mjs";
import { LANGUAGES, ORGANISATION, follow } from "./support/pages.mjs";

const SAYS = {
  nb: { kept: "60 dager", unsearched: "Der vi ikke kunne lete", chat: "Chat på nettstedet", claim: "Vi har lett, og vi har ingen opplysninger om deg." },
  en: { kept: "60 days", unsearched: "Where we could not search", chat: "Chat on the website", claim: "We have searched, and we hold no data on you." },
};

/** @param {import("./support/check.mjs").Checks} checks */
export function addChatUserChecks(checks, browser, base, storageState) {
  for (const language of LANGUAGES) {
    checks.add(`P-B6 P-B10 a chat user is told where nobody can be found (${language})`, async () => {
      const email = `chat-${language}@example.org`;
      await inContext(browser, { viewport: { width: 390, height: 800 } }, (page) => readNotice({ page, base, language }));
      const number = await inContext(browser, { javaScriptEnabled: false }, (page, seen) => ask({ page, seen, base, language, email, right: "erasure" }));
      await inContext(browser, { storageState }, (page) => tell({ page, base, language, email, number }));
    });
  }
}

async function readNotice({ page, base, language }) {
  await page.goto(`${base}/${language}/${ORGANISATION}/privacy-notice`);
  assert.ok((await page.locator("main").innerText()).includes(SAYS[language].kept), "how long a chat is kept");
  await holds(page);
}

async function tell({ page, base, language, email, number }) {
  const says = SAYS[language];
  const href = `${base}/console/${language}/cases/${number}`;
  await page.goto(href);
  await identify(page, email);
  await holds(page);
  await send(page, "assess");
  if (await page.locator("[role=alert] button").count()) await follow(page, page.locator("[role=alert] button"));
  await page.goto(`${href}/letter`);
  const letter = await page.locator(".document").innerText();
  assert.ok(letter.includes(says.unsearched) && letter.includes(says.chat), letter);
  assert.ok(!letter.includes(says.claim), letter);
  await holds(page);
  await page.goto(href);
  await answerAndClose(page);
}
