// P-A14. A newsletter reader, from the front page to the way out and back, in both languages: every page on the way holds what all pages hold, and none
// sets a cookie. The same without scripts.

import assert from "node:assert/strict";

import { assertAccessible, assertNoSidewaysScroll, inContext } from "./pages.mjs";
import { LANGUAGES, follow } from "./support/pages.mjs";
import { ORGANISATION } from "./support/readers.mjs";

const WIDTHS = [1280, 390, 320];
const SAYS = {
  nb: { link: "Meld deg på nyhetsbrevet", words: "Ja, send meg nyhetsbrev", wrong: "Dette er ikke en e-postadresse." },
  en: { link: "Sign up for the newsletter", words: "Yes, send me a newsletter", wrong: "This is not an e-mail address." },
};

/** @param {import("./support/check.mjs").Checks} checks */
export function addNewsletterChecks(checks, browser, readers) {
  for (const language of LANGUAGES) {
    checks.add(`P-A14 newsletter: signed up, confirmed, left (${language})`, () =>
      inContext(browser, {}, (page, seen) => story({ page, seen, readers, language, email: `${language}@lesere.example`, holds })));
  }
  for (const language of LANGUAGES) {
    checks.add(`P-A14 newsletter: what staff see of it (${language})`, () =>
      inContext(browser, {}, async (page) => {
        const email = `ansatt-${language}@lesere.example`;
        await page.goto(`${readers.base}/${language}/${ORGANISATION}`);
        await follow(page, page.getByRole("link", { name: SAYS[language].link }));
        await page.fill("#email", email);
        await follow(page, page.locator("main form button"));
        await page.goto(await readers.mailed(email, "newsletter"));
        await follow(page, page.locator("main form button"));
        await readers.send(`nytt-${language}`, language);
        await page.goto(readers.link());
        await page.goto(`${readers.base}/console/${language}/newsletter`);
        assert.ok((await page.locator("main tbody").innerText()).includes(`nytt-${language}`));
        await holds(page);
        if (process.env.VERN_E2E_LOOK) await page.screenshot({ path: `${process.env.VERN_E2E_LOOK}/newsletter-${language}.png`, fullPage: true });
      }));
  }
  checks.add("P-A14 newsletter: the same without scripts", () =>
    inContext(browser, { javaScriptEnabled: false }, (page, seen) =>
      story({ page, seen, readers, language: "nb", email: "uten@lesere.example", holds: async () => {} })));
}

async function story({ page, seen, readers, language, email, holds }) {
  const says = SAYS[language];
  await page.goto(`${readers.base}/${language}/${ORGANISATION}`);
  await follow(page, page.getByRole("link", { name: says.link }));
  assert.ok((await page.locator("main").innerText()).includes(says.words), "what is said yes to");
  await holds(page);

  await page.fill("#email", "kari@lesere");
  await follow(page, page.locator("main form button"));
  assert.equal(await page.locator("[role=alert] h2").innerText(), says.wrong);
  assert.equal(await page.inputValue("#email"), "kari@lesere", "what was typed stays");
  await holds(page);

  await page.fill("#email", email);
  await follow(page, page.locator("main form button"));
  assert.ok(!(await page.content()).includes(email), "the answer names nobody");
  await holds(page);
  const question = await readers.mailed(email, "newsletter");
  await page.goto(question);
  assert.ok((await page.locator("main").innerText()).includes(says.words));
  await holds(page);
  await follow(page, page.locator("main form button"));
  await holds(page);
  assert.equal((await page.goto(question)).status(), 404, "a link works once");
  await holds(page);

  await readers.send(`desember-${email.split("@")[0]}`, language);
  await page.goto(await readers.mailed(email, "unsubscribe"));
  await holds(page);
  const before = await readers.count();
  await follow(page, page.locator("main form button"));
  await holds(page);
  const after = await readers.count();
  assert.ok(after.suppressed > before.suppressed, "who has left is remembered");
  assert.deepEqual(await page.context().cookies(), [], "cookies");
  assert.deepEqual(seen.cookiesSet, [], "answers that set cookies");
  const elsewhere = seen.requests.filter((asked) => new URL(asked).origin !== readers.base);
  assert.deepEqual(elsewhere, [], "requests to other origins");
}

async function holds(page) {
  assert.equal(await page.locator("h1").count(), 1, "headings of the first level");
  await assertAccessible(page);
  const size = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await assertNoSidewaysScroll(page);
  }
  await page.setViewportSize(size);
}
