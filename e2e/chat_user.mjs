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

/** When they wrote; the guide uses the newest chat and the oldest itself. */
const DAYS_AGO = { nb: 5, en: 30 };

/** @param {import("./support/check.mjs").Checks} checks */
export function addChatUserChecks(checks, browser, base, storageState) {
  for (const language of LANGUAGES) {
    checks.add(`P-B6 P-B10 a chat user is told where nobody can be found (${language})`, async () => {
      const email = `chat-${language}@example.org`;
      await inContext(browser, { viewport: { width: 390, height: 800 } }, (page) => readNotice({ page, base, language }));
      const number = await inContext(browser, { javaScriptEnabled: false }, (page, seen) => ask({ page, seen, base, language, email, right: "erasure" }));
      await inContext(browser, { storageState }, (page) => tell({ page, base, language, email, number }));
      // They say when it was, and ask again.
      const again = await inContext(browser, {}, (page, seen) => ask({ page, seen, base, language, email, right: "erasure" }));
      await inContext(browser, { storageState }, (page) => erase({ page, base, language, number: again }));
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
  await confirm(page);
  await page.goto(`${href}/letter`);
  const letter = await page.locator(".document").innerText();
  assert.ok(letter.includes(says.unsearched) && letter.includes(says.chat), letter);
  assert.ok(!letter.includes(says.claim), letter);
  await holds(page);
  await page.goto(href);
  await answerAndClose(page);
}

/** Staff have found the chat by when it was, and tie it to the case by its key. */
async function erase({ page, base, language, number }) {
  const key = await found({ page, base, language });
  const href = `${base}/console/${language}/cases/${number}`;
  await page.goto(href);
  await page.fill("#identify-how", "24.11.");
  await page.fill("#record", key);
  await send(page, "identify");
  await holds(page);
  await page.selectOption("#decision-chat", "granted");
  await send(page, "assess");
  await confirm(page);
  await send(page, "execute");
  await confirm(page);
  await holds(page);
  for (const told of await page.locator("input[name^=told-]").all()) await told.fill("24.11.");
  if (await page.locator("input[name=step][value=notify]").count()) await send(page, "notify");
  await page.goto(`${href}/letter`);
  assert.ok(!(await page.locator(".document").innerText()).includes(SAYS[language].claim));
  await page.goto(href);
  await answerAndClose(page);
}

async function confirm(page) {
  if (await page.locator("[role=alert] button").count()) await follow(page, page.locator("[role=alert] button"));
}

/** The key of a chat, found by the day it was: the list shows nothing of what was said. */
async function found({ page, base, language }) {
  await page.goto(`${base}/console/${language}/records`);
  for (let days = DAYS_AGO[language]; days < DAYS_AGO[language] + 20; days += 1) {
    await page.selectOption("#activity", "chat");
    await page.selectOption("#by", "-day");
    await page.fill("#value", new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10));
    await follow(page, page.locator(".questions button"));
    const keys = page.locator("tbody th a");
    if (await keys.count()) {
      await holds(page);
      return keys.first().innerText();
    }
  }
  throw new Error("nobody wrote then");
}
