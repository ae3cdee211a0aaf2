// P-A7. What every kind of page stores on a device — cookies, whatever answer or script sets them, and everything a script can write — against the cookie
// policy its organisation publishes. A page that stores what the policy does not name fails; the last checks show that this can fail.

import assert from "node:assert/strict";
import { createServer } from "node:http";

import { openContext } from "./support/browser.mjs";
import { CONSOLE_PAGES, LANGUAGES, ORGANISATION, PAGES, follow } from "./support/pages.mjs";
import { ORGANISATION as CLINIC, numberOf } from "./support/clinic.mjs";
import { ORGANISATION as READERS } from "./support/readers.mjs";
import { ORGANISATION as STAFF, codeShown } from "./support/staff.mjs";
import { ORGANISATION as WORKSHOP } from "./support/workshop.mjs";

const NAME_HEADINGS = ["Navn i nettleseren", "Name in the browser"];
const PASSWORD = "blå trapp over elgens tak";

/** @param {import("./support/check.mjs").Checks} checks */
export function addStorageChecks(checks, browser, { demo, inside, staff, readers, workshop, clinic }) {
  for (const language of LANGUAGES) {
    for (const [name, kind] of Object.entries(PAGES)) {
      checks.add(`P-A7 stored by page ${name} (${language})`, () =>
        keeps(browser, {}, demo.base, language, (page) => kind.open(page, demo.base, language)));
    }
    for (const [name, kind] of Object.entries(CONSOLE_PAGES)) {
      checks.add(`P-A7 stored by page ${name} (${language})`, () =>
        keeps(browser, { storageState: inside }, demo.base, language, (page) => kind.open(page, demo.base, language)));
    }
    checks.add(`P-A7 stored by signing in (${language})`, () =>
      keeps(browser, {}, staff.base, language, (page) => signIn(page, staff, language), STAFF));
    checks.add(`P-A7 stored by subscribing and leaving (${language})`, () =>
      keeps(browser, {}, readers.base, language, (page) => subscribe(page, readers, language), READERS));
    checks.add(`P-A7 stored by My page (${language})`, () =>
      keeps(browser, {}, workshop.base, language, (page) => seeMyPage(page, workshop, language), WORKSHOP));
  }
  // One check for both languages: what the provider says next is told to one at a time.
  checks.add("P-A7 stored by signing in at an identity provider", async () => {
    for (const language of LANGUAGES) {
      await keeps(browser, { ignoreHTTPSErrors: true }, clinic.base, language, (page) => showWho(page, clinic, language), CLINIC, clinic.issuer);
    }
  });
  for (const [what, spoil] of Object.entries(SPOILT)) {
    checks.add(`P-A7 the check finds ${what}`, async () => {
      const spoilt = await serveSpoilt(demo.base, spoil);
      try {
        const found = await storedBeyond(browser, {}, demo.base, "nb", (page) => page.goto(`${spoilt.base}/nb/${ORGANISATION}`));
        assert.deepEqual(found, ["tracker"]);
      } finally {
        spoilt.stop();
      }
    });
  }
}

/** Ways a page could store something: put into one on its way to the browser. */
const SPOILT = {
  "a cookie an answer sets": { cookie: "tracker=1; Path=/" },
  "a cookie that is taken back at once": { cookie: "tracker=; Path=/; Max-Age=0" },
  "a cookie a script sets": { script: "document.cookie = 'tracker=1'" },
  "what a script keeps": { script: "localStorage.tracker = '1'" },
  "what a script keeps and takes away": { script: "sessionStorage.setItem('tracker', 1); sessionStorage.clear()" },
  "a database": { script: "indexedDB.open('tracker')" },
  "a cache": { script: "caches.open('tracker')" },
};

/** The same pages with something in them, from a server between. */
async function serveSpoilt(base, { cookie, script }) {
  const server = createServer(async (asked, answer) => {
    const real = await fetch(base + asked.url);
    const body = Buffer.from(await real.arrayBuffer());
    const type = real.headers.get("content-type") ?? "";
    answer.setHeader("content-type", type);
    if (!type.startsWith("text/html")) return answer.end(body);
    if (cookie) answer.setHeader("set-cookie", cookie);
    return answer.end(body.toString().replace("</body>", `<script>${script ?? ""}</script></body>`));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { base: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

async function keeps(browser, options, base, language, visit, organisation = ORGANISATION, elsewhere = null) {
  const found = await storedBeyond(browser, options, base, language, visit, organisation, elsewhere);
  assert.deepEqual(found, [], "stored, and not in the cookie policy");
}

/** What was stored on the way that the organisation's cookie policy does not name; what somebody stores at an address of their own is theirs to tell of. */
async function storedBeyond(browser, options, base, language, visit, organisation = ORGANISATION, elsewhere = null) {
  const { context } = await openContext(browser, options);
  try {
    const stored = await watch(context, elsewhere);
    const page = await context.newPage();
    await visit(page);
    await page.waitForLoadState("load");
    await lookAround(page, context, stored, elsewhere);
    const declared = await declaredBy(page, `${base}/${language}/${organisation}/cookie-policy`);
    return [...stored].filter((name) => !declared.includes(name)).sort();
  } finally {
    await context.close();
  }
}

/** Notes whatever is written from here on, also what is taken away again. */
async function watch(context, elsewhere) {
  const stored = new Set();
  context.on("response", async (response) => {
    if (new URL(response.url()).origin === elsewhere) return;
    const headers = await response.headersArray().catch(() => []);
    for (const { name, value } of headers) if (name.toLowerCase() === "set-cookie") stored.add(value.split("=")[0].trim());
  });
  await context.exposeBinding("noteStored", (_, name) => stored.add(name));
  await context.addInitScript(() => {
    const note = (name) => globalThis.noteStored(String(name).split("=")[0].trim());
    const around = (owner, method) => {
      const own = owner?.[method];
      if (own) owner[method] = function (name, ...rest) { note(name?.name ?? name); return own.call(this, name, ...rest); };
    };
    around(Storage.prototype, "setItem");
    around(IDBFactory.prototype, "open");
    around(globalThis.CacheStorage?.prototype, "open");
    around(globalThis.CookieStore?.prototype, "set");
    around(globalThis.ServiceWorkerContainer?.prototype, "register");
    const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
    Object.defineProperty(Document.prototype, "cookie", { ...cookie, set(text) { note(text); cookie.set.call(this, text); } });
  });
  return stored;
}

/** What lies there at the end, however it came there. */
async function lookAround(page, context, stored, elsewhere) {
  const theirs = elsewhere && new URL(elsewhere).hostname;
  for (const { name, domain } of await context.cookies()) if (domain !== theirs) stored.add(name);
  const held = await page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(({ name }) => name),
    ...(globalThis.caches ? await caches.keys() : []),
    ...(await navigator.serviceWorker?.getRegistrations() ?? []).map(({ scope }) => scope),
  ]);
  for (const name of held) stored.add(name);
}

/** The names in the tables of a cookie policy. */
async function declaredBy(page, address) {
  const answer = await page.goto(address);
  assert.equal(answer.status(), 200, `${address} is published`);
  const cells = await page.evaluate((headings) =>
    [...document.querySelectorAll("table")].flatMap((table) => {
      const place = [...table.querySelectorAll("thead th")].findIndex((head) => headings.includes(head.textContent.trim()));
      return place < 0 ? [] : [...table.querySelectorAll("tbody tr")].map((row) => row.children[place].textContent.trim());
    }), NAME_HEADINGS);
  return cells.flatMap((cell) => cell.split(",").map((name) => name.trim()));
}

/** From the invitation to the console, and out again. */
async function signIn(page, staff, language) {
  await page.goto(staff.base + staff.invite(`lager-${language}@fjellro.example`).replace(/^\/\w\w/, `/${language}`));
  const secret = await page.locator(".facts code").innerText();
  for (const id of ["password", "password-again"]) await page.fill(`#${id}`, PASSWORD);
  await page.fill("#code", codeShown(secret));
  await follow(page, page.locator("main form button"));
  assert.equal(new URL(page.url()).pathname, `/console/${language}/account`);
  await follow(page, page.locator(`form[action="/console/${language}/account/confidentiality"] button`));
  await page.fill("#day", new Date().toISOString().slice(0, 10));
  await page.fill("#evidence", "Kursbevis i permen");
  await follow(page, page.locator(`form[action="/console/${language}/account/training"] button`));
  await page.goto(`${staff.base}/console/${language}/people`);
  await follow(page, page.locator(".strip-session button"));
  await page.goto(`${staff.base}/${language}/${STAFF}/sign-in`);
}

async function subscribe(page, readers, language) {
  const email = `lager-${language}@lesere.example`;
  await page.goto(`${readers.base}/${language}/${READERS}/newsletter`);
  await page.fill("#email", email);
  await follow(page, page.locator("main form button"));
  await page.goto(await readers.mailed(email, "newsletter"));
  await follow(page, page.locator("main form button"));
  await readers.send(`lager-${language}`, language);
  await page.goto(await readers.mailed(email, "unsubscribe"));
  await follow(page, page.locator("main form button"));
}

/** In as a patient, by way of the provider. What that stores is its own, at its own address. */
async function showWho(page, clinic, language) {
  await clinic.tell({ person: "stored", acr: "high", fault: null, claims: { pid: numberOf(175) } });
  await page.goto(`${clinic.base}/${language}/${CLINIC}/my-page/sign-in`);
  const back = page.waitForURL((url) => url.pathname === `/${language}/${CLINIC}/my-page`);
  await Promise.all([back, page.locator(".ways a").first().click()]);
}

/** Signed in by a code, through the rooms of My page. */
async function seeMyPage(page, workshop, language) {
  const email = `stored-${language}@example.no`;
  await workshop.register(`stored-${language}`, "Lagret Nordmann", email);
  await page.goto(`${workshop.base}/${language}/${WORKSHOP}/my-page/sign-in`);
  await page.fill("#address", email);
  await follow(page, page.locator("main form button"));
  await page.fill("#code", await workshop.codeFor(email));
  await follow(page, page.locator("main form button"));
  for (const room of await page.locator(".rooms a").evaluateAll((all) => all.map((one) => one.href))) await page.goto(room);
}
