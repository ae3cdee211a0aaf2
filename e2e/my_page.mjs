// A customer sees what is held on them: asks for a code, uses it, reads, downloads, asks for a copy and reads the answer, takes a consent back, signs out. In both languages, narrow and wide;
// every page on the way holds what all pages hold. The same without scripts.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { assertAccessible, assertNoSidewaysScroll, inContext } from "./pages.mjs";
import { LANGUAGES, follow } from "./support/pages.mjs";
import { ORGANISATION } from "./support/workshop.mjs";

const WIDTHS = [390, 1280];
const SAYS = {
  nb: { link: "Se hva vi har om deg", held: "Dette har Sveiva Sykkelverksted AS om deg", more: "Vis flere: Verkstedet", by: "Sveiva Sykkelverksted AS, Daglig leder", back: "Du trakk samtykket tilbake", withheld: "Notat for verkstedet", answer: "Les svaret", about: "14 poster i 3 aktiviteter" },
  en: { link: "See what we hold on you", held: "What Sveiva Sykkelverksted AS holds on you", more: "Show more: The workshop", by: "Sveiva Sykkelverksted AS, General manager", back: "You took the consent back", withheld: "Note for the workshop", answer: "Read the answer", about: "14 records in 3 activities" },
};

/** @param {import("./support/check.mjs").Checks} checks */
export function addMyPageChecks(checks, browser, workshop) {
  for (const language of LANGUAGES) {
    for (const width of WIDTHS) {
      checks.add(`my page: asked for, seen, taken along, taken back (${language}, ${width} px)`, () =>
        inContext(browser, { viewport: { width, height: 900 }, acceptDownloads: true }, (page, seen) =>
          story({ page, seen, workshop, language, id: `${language}-${width}`, holds })));
    }
  }
  checks.add("my page: the same without scripts", () =>
    inContext(browser, { javaScriptEnabled: false, acceptDownloads: true }, (page, seen) =>
      story({ page, seen, workshop, language: "nb", id: "uten", holds: async () => {} })));
  checks.add("my page: nothing tells whether someone is held", () =>
    inContext(browser, {}, async (page) => {
      await page.goto(`${workshop.base}/nb/${ORGANISATION}/my-page/sign-in`);
      await ask(page, "ingen@example.no");
      assert.equal(new URL(page.url()).pathname, `/nb/${ORGANISATION}/my-page/code`);
    }));
}

async function story({ page, seen, workshop, language, id, holds }) {
  const says = SAYS[language];
  const email = `${id}@example.no`;
  const name = "Kari <b>Nordmann</b>";
  await workshop.register(id, name, email, 12);
  await page.goto(`${workshop.base}/${language}/${ORGANISATION}`);
  await follow(page, page.getByRole("link", { name: says.link }));
  await holds(page, "sign-in", id);
  await ask(page, "ikke en adresse");
  assert.equal(await page.locator("[role=alert] code").innerText(), "my_page.address_form");
  await holds(page, "sign-in-wrong", id);
  await ask(page, email);
  await holds(page, "code", id);
  await enter(page, "00000000");
  assert.equal(await page.locator("[role=alert] code").innerText(), "my_page.code_wrong");
  await holds(page, "code-wrong", id);
  await enter(page, await workshop.codeFor(email));

  assert.equal(await page.locator("h1").innerText(), says.held);
  assert.ok((await page.locator("main").innerText()).includes(name), "what is stored as HTML is shown as text");
  assert.equal(await page.locator("main b").count(), 0);
  assert.ok((await page.locator("main").innerText()).includes(says.withheld), "what is not shown is named");
  await holds(page, "held", id);
  await follow(page, page.getByRole("button", { name: says.more }));
  assert.equal(await page.locator(".own-record").count(), 2, "the rest of twelve");
  await holds(page, "held-more", id);
  await page.goBack();
  await assertDownload(page, email);
  await follow(page, page.locator(".rooms a").nth(1));
  assert.ok((await page.locator(".lines-journal").innerText()).includes(says.by));
  await holds(page, "seen", id);
  // Before the consent is taken back: from then on the newsletter's data goes, at a moment of its own.
  await makeRequest({ page, workshop, says, email, id, holds });
  await follow(page, page.locator(".rooms a").nth(2));
  await holds(page, "consents", id);
  await follow(page, page.locator("main form button"));
  assert.ok((await page.locator("main").innerText()).includes(says.back));
  assert.equal(await page.locator("main form").count(), 0);
  await holds(page, "consents-taken-back", id);
  await assertCookie(page);
  await follow(page, page.locator(".strip-session button"));
  assert.deepEqual(await page.context().cookies(), [], "the cookie is gone");
  const elsewhere = seen.requests.filter((asked) => new URL(asked).origin !== workshop.base);
  assert.deepEqual(elsewhere, [], "requests to other origins");
  assert.ok(seen.requests.every((asked) => !decodeURIComponent(asked).includes(email)), "nothing personal in an address");
}

/** Asks for a copy: what is wrong is said and what was written stays, what it is about is said in numbers, and then it stands in the list. Staff answer, and
 * the answer is there to read and to take along. */
async function makeRequest({ page, workshop, says, email, id, holds }) {
  await follow(page, page.locator(".rooms a").nth(3));
  assert.equal(await page.locator("main table").count(), 0, "nothing asked for yet");
  await holds(page, "requests", id);
  await page.selectOption("#right", "access");
  await page.fill("#text", "Alt dere har");
  await page.fill("#contact", email);
  await follow(page, page.locator(".question-send button"));
  const told = await page.locator("[role=alert]").innerText();
  assert.ok(told.includes(says.about), told);
  await holds(page, "request-seen", id);
  await follow(page, page.locator("[role=alert] button"));
  assert.equal(await page.locator("main tbody tr").count(), 1);
  await holds(page, "request-made", id);
  await workshop.answer(await page.locator("main tbody th .tree-user").innerText());
  await page.reload();
  await follow(page, page.getByRole("link", { name: says.answer }));
  assert.ok((await page.locator("main").innerText()).includes("Ring gjerne hvis noe er uklart."));
  await holds(page, "answer", id);
  const [taken] = await Promise.all([page.waitForEvent("download"), page.locator(".document-forms a").click()]);
  assert.ok(readFileSync(await taken.path(), "utf8").includes("Ring gjerne hvis noe er uklart."));
  await follow(page, page.locator(".document-switch a"));
}

async function ask(page, address) {
  await page.fill("#address", address);
  return follow(page, page.locator("main form button"));
}

async function enter(page, code) {
  await page.fill("#code", code);
  return follow(page, page.locator("main form button"));
}

async function assertDownload(page, email) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("button[value=json]").click()]);
  const told = JSON.parse(readFileSync(await download.path(), "utf8"));
  const emails = told.records.map(({ fields }) => fields.email?.value).filter(Boolean);
  assert.deepEqual(new Set(emails), new Set([email]), "one's own and nobody else's");
  assert.equal(told.records.filter(({ activity }) => activity === "workshop").length, 12);
}

async function holds(page, name, id) {
  assert.equal(await page.locator("h1").count(), 1, "headings of the first level");
  await assertAccessible(page);
  await assertNoSidewaysScroll(page);
  if (process.env.VERN_E2E_LOOK) await page.screenshot({ path: `${process.env.VERN_E2E_LOOK}/${id}-${name}.png`, fullPage: true });
}

async function assertCookie(page) {
  const cookies = await page.context().cookies();
  const told = cookies.map(({ name, path, httpOnly, sameSite }) => ({ name, path, httpOnly, sameSite }));
  assert.deepEqual(told, [{ name: "vern-my-page", path: "/", httpOnly: true, sameSite: "Strict" }]);
}
