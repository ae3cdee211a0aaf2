// P-B9, P-C11, P-A7. The choice about cookies on a customer's own website: another origin, under a strict content security policy. Nothing before the choice; a no
// without a trace; a yes recorded before anything begins, and taken back as easily; a browser that says no for its user is not asked.

import assert from "node:assert/strict";
import { createServer } from "node:http";

import { assertAccessible, assertNoSidewaysScroll } from "./pages.mjs";
import { openContext } from "./support/browser.mjs";
import { LANGUAGES } from "./support/pages.mjs";
import { ORGANISATION } from "./support/readers.mjs";

const KEPT = "vern-cookie-choice";
const MEASURED = "lysvik-visits";
const SAYS = {
  nb: { yes: "Ja til alt", no: "Nei til alt", open: "Endre valget om informasjonskapsler", words: "Ja, mål hvilke sider jeg leser" },
  en: { yes: "Yes to all", no: "No to all", open: "Change the choice about cookies", words: "Yes, measure which pages I read" },
};

/** @param {import("./support/check.mjs").Checks} checks */
export function addCookieChoiceChecks(checks, browser, readers) {
  const add = (name, body, options = {}) => {
    for (const language of LANGUAGES) {
      checks.add(`${name} (${language})`, async () => {
        const website = await serveWebsite(readers.base, language);
        const { context, seen } = await openContext(browser, options);
        try {
          if (options.globalNo) await context.addInitScript(() => { Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true }); });
          const page = await context.newPage();
          await page.goto(website.base);
          await page.locator("footer button", { hasText: SAYS[language].open }).waitFor();
          await body({ page, context, seen, says: SAYS[language], website, recorded: () => readers.consents("visits") });
          assert.deepEqual(seen.errors, [], "console errors, a broken policy among them");
        } finally {
          await context.close();
          website.stop();
        }
      });
    }
  };
  add("P-B9 cookies: nothing is stored or sent before the choice, and both answers are as easy", before);
  add("P-C11 cookies: a no leaves no trace and no id, and is remembered", no);
  add("P-B9 cookies: a yes is recorded first, and taken back as easily", yes);
  add("P-C11 cookies: a browser that says no for its user is not asked", globalNo, { globalNo: true });
  add("P-B9 cookies: what cannot be recorded does not begin", unrecorded);
  add("P-B9 cookies: a no takes effect whatever the server says, and is told when it can be", noUntold);
  add("P-B9 cookies: a yes in another language is a yes, and can be taken back", otherLanguage);
  add("P-B9 cookies: new words ask anew, and the former yes can still be taken back", newWords);
}

async function before({ page, context, seen, says, website }) {
  const dialog = page.locator("section.vern-cookies");
  assert.ok((await dialog.innerText()).includes(says.words));
  await assertNothing(page, context);
  assert.deepEqual(seen.requests.filter((asked) => asked.includes("cookie-choices")), [], "sent");
  const boxes = await Promise.all([says.yes, says.no].map((name) => page.getByRole("button", { name }).boundingBox()));
  assert.deepEqual(boxes.map(({ width, height }) => [width, height])[0], boxes.map(({ width, height }) => [width, height])[1], "as large");
  const looks = await page.locator(".vern-buttons button").evaluateAll((all) => all.map((one) => {
    const { color, backgroundColor, fontWeight, borderColor } = getComputedStyle(one);
    return JSON.stringify({ color, backgroundColor, fontWeight, borderColor });
  }));
  assert.equal(new Set(looks).size, 1, "as prominent");
  await assertAccessible(page);
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await assertNoSidewaysScroll(page);
  }
  assert.ok((await dialog.locator("a").getAttribute("href")).endsWith("/cookie-policy"));
  assert.equal(await page.locator("html").getAttribute("data-measured"), null, website.base);
}

async function no({ page, context, seen, says, recorded }) {
  const earlier = await recorded();
  await page.getByRole("button", { name: says.no }).click();
  await page.locator("section.vern-cookies").waitFor({ state: "detached" });
  assert.deepEqual(await context.cookies(), []);
  const kept = JSON.parse(await page.evaluate((key) => localStorage.getItem(key), KEPT));
  assert.deepEqual([kept.yes, kept.receipt], [[], undefined], "no id");
  assert.deepEqual(seen.requests.filter((asked) => asked.includes("cookie-choices")), [], "sent");
  assert.equal(await recorded(), earlier);
  await page.reload();
  await page.locator("footer button", { hasText: says.open }).waitFor();
  assert.equal(await page.locator("section.vern-cookies").count(), 0, "not asked again");
}

async function yes({ page, context, says, recorded }) {
  const earlier = await recorded();
  await page.getByRole("button", { name: says.yes }).click();
  await page.locator("html[data-measured]").waitFor();
  assert.equal(await recorded(), earlier + 1);
  assert.deepEqual((await context.cookies()).map(({ name }) => name), [MEASURED]);
  await page.reload();
  await page.locator("html[data-measured]").waitFor();
  assert.equal(await page.locator("section.vern-cookies").count(), 0, "not asked again");
  await page.locator("footer button").click();
  await assertAccessible(page);
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: says.no }).click()]);
  await told(page);
  await page.locator("footer button", { hasText: says.open }).waitFor();
  assert.equal(await recorded(), earlier + 2, "that it was taken back is recorded too");
  assert.deepEqual(await context.cookies(), [], "what was stored is gone");
  assert.equal(await page.locator("html").getAttribute("data-measured"), null);
}

async function globalNo({ page, context, seen, says }) {
  assert.equal(await page.locator("section.vern-cookies").count(), 0, "not asked");
  await assertNothing(page, context);
  assert.deepEqual(seen.requests.filter((asked) => asked.includes("cookie-choices")), [], "sent");
  await page.locator("footer button").click();
  await page.getByRole("button", { name: says.no }).waitFor();
  assert.ok((await page.locator("section.vern-cookies").innerText()).includes("Global Privacy Control"));
  await assertAccessible(page);
}

async function unrecorded({ page, context, seen, says }) {
  await page.route("**/cookie-choices", (route) => route.fulfill({ status: 503, body: "{}" }));
  await page.getByRole("button", { name: says.yes }).click();
  await page.locator("section.vern-cookies [role=status]:not(:empty)").waitFor();
  await assertNothing(page, context);
  assert.equal(await page.locator("html").getAttribute("data-measured"), null);
  seen.errors.length = 0; // The browser's own word on the call that failed.
}

async function noUntold({ page, context, seen, says, recorded }) {
  const earlier = await recorded();
  const receipt = await sayYes(page, says);
  await page.route("**/cookie-choices/*", (route) => route.abort());
  await page.locator("footer button").click();
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: says.no }).click()]);
  await page.locator("footer button", { hasText: says.open }).waitFor();
  assert.deepEqual(await context.cookies(), [], "what was stored is gone");
  assert.equal(await page.locator("html").getAttribute("data-measured"), null, "and does not begin again");
  const kept = await keptOn(page);
  assert.deepEqual([kept.yes, kept.receipt, kept.untold], [[], undefined, [receipt]]);
  assert.equal(await recorded(), earlier + 1, "not told");
  await page.unroute("**/cookie-choices/*");
  await page.reload();
  await told(page);
  assert.equal(await recorded(), earlier + 2, "told from the next page");
  assert.equal(await page.locator("section.vern-cookies").count(), 0, "not asked again");
  seen.errors.length = 0; // The browser's own word on the call that failed.
}

async function otherLanguage({ page, context, says, recorded }) {
  const earlier = await recorded();
  await sayYes(page, says);
  await page.route("**/cookie-choice.js", async (route) => {
    const other = (path, from, to) => path.replace(`/${from}/${ORGANISATION}/`, `/${to}/${ORGANISATION}/`);
    const url = route.request().url();
    const answer = await route.fetch({ url: url.includes("/nb/") ? other(url, "nb", "en") : other(url, "en", "nb") });
    await route.fulfill({ response: answer });
  });
  await page.reload();
  await page.locator("html[data-measured]").waitFor();
  assert.equal(await page.locator("section.vern-cookies").count(), 0, "not asked again");
  await page.locator("footer button").click();
  const other = Object.values(SAYS).find((language) => language.no !== says.no);
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: other.no }).click()]);
  await told(page);
  await page.locator("footer button").waitFor();
  assert.equal(await recorded(), earlier + 2);
  assert.deepEqual(await context.cookies(), []);
}

async function newWords({ page, context, says, recorded }) {
  const earlier = await recorded();
  const receipt = await sayYes(page, says);
  await page.route("**/cookie-choice.js", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(/sha256:./g, "sha256:x") });
  });
  await page.reload();
  await page.locator("section.vern-cookies").waitFor();
  assert.equal(await page.locator("html").getAttribute("data-measured"), null, "the former yes is to other words");
  assert.equal((await keptOn(page)).receipt, receipt, "and is not lost");
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: says.no }).click()]);
  await told(page);
  assert.equal(await recorded(), earlier + 2);
  assert.deepEqual(await context.cookies(), []);
}

async function sayYes(page, says) {
  await page.getByRole("button", { name: says.yes }).click();
  await page.locator("html[data-measured]").waitFor();
  return (await keptOn(page)).receipt;
}

async function keptOn(page) {
  return JSON.parse(await page.evaluate((key) => localStorage.getItem(key), KEPT));
}

/** Vern has been told that a yes is taken back: by the page that was left or by the one that came, which keeps the receipt until it is answered. */
async function told(page) {
  await page.waitForFunction((key) => {
    const kept = JSON.parse(localStorage.getItem(key));
    return kept && kept.receipt === undefined && kept.untold === undefined;
  }, KEPT);
}

async function assertNothing(page, context) {
  assert.deepEqual(await context.cookies(), [], "cookies");
  const kept = await page.evaluate(async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await indexedDB.databases())]);
  assert.deepEqual(kept, [], "stored");
}

/** The customer's own website: one page, with something that measures once it may. */
async function serveWebsite(vern, language) {
  const script = `${vern}/${language}/${ORGANISATION}/cookie-choice.js`;
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Lysvik</title>
    <script src="${script}" defer></script><script type="text/plain" data-vern-cookies="visits" src="/measure.js"></script></head>
    <body><main><h1>Lysvik</h1></main><footer><button type="button" data-vern-cookies-open></button></footer></body></html>`;
  const measure = `document.cookie = "${MEASURED}=1; Path=/"; document.documentElement.dataset.measured = "";`;
  const policy = `default-src 'none'; script-src 'self' ${vern}; connect-src ${vern}; img-src 'self'; base-uri 'none'; frame-ancestors 'none'`;
  const server = createServer((asked, answer) => {
    answer.setHeader("content-security-policy", policy);
    if (asked.url === "/favicon.ico") return answer.writeHead(204).end();
    const isScript = asked.url === "/measure.js";
    answer.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    return answer.end(isScript ? measure : html);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { base: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}
