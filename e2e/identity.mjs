// Staff and patients who show who they are at an identity provider: from the invitation into the console and in again, and from a code that is not enough to what
// is held. In both languages, narrow and wide; every page of ours on the way holds what all pages hold. The same without scripts.

import assert from "node:assert/strict";

import { assertAccessible, assertNoSidewaysScroll, inContext } from "./pages.mjs";
import { numberOf, ORGANISATION } from "./support/clinic.mjs";
import { LANGUAGES, follow } from "./support/pages.mjs";

const WIDTHS = [390, 1280];
const SAYS = {
  nb: { with: "Logg inn med ID-portalen", instead: "Bruk ID-portalen i stedet", sure: "ID-portalen (high)", weak: "Her må vi være sikrere på hvem du er", held: "Dette har Elvebredd Tannklinikk AS om deg", none: "Det er ingenting å vise her", hidden: "Noen henvendelser vises bare når det er sikrere hvem du er" },
  en: { with: "Sign in with ID-portalen", instead: "Use ID-portalen instead", sure: "ID-portalen (high)", weak: "Here we need to be surer who you are", held: "What Elvebredd Tannklinikk AS holds on you", none: "There is nothing to show here", hidden: "Some requests are shown only when it is more certain who you are" },
};

/** @param {import("./support/check.mjs").Checks} checks */
export function addIdentityChecks(checks, browser, clinic) {
  let place = 0;
  const add = (what, language, options, looks) => {
    const own = { clinic, language, id: `${language}-${place}`, number: numberOf(place), holds: looks };
    place += 1;
    checks.add(`identity provider: staff ${what}`, () => inContext(browser, options, (page, seen) => staff({ page, seen, ...own })));
    checks.add(`identity provider: patient ${what}`, () => inContext(browser, options, (page, seen) => patient({ page, seen, ...own })));
  };
  for (const language of LANGUAGES) {
    for (const width of WIDTHS) add(`(${language}, ${width} px)`, language, { viewport: { width, height: 900 }, ignoreHTTPSErrors: true }, holds);
  }
  add("without scripts", "nb", { javaScriptEnabled: false, ignoreHTTPSErrors: true }, async () => {});
}

async function staff({ page, seen, clinic, language, id, holds }) {
  const says = SAYS[language];
  await clinic.tell({ person: `staff-${id}`, acr: "high", fault: null });
  await page.goto(clinic.base + clinic.invite(`${id}@elvebredd.example`, language));
  await holds(page, `${id}-invitation`);
  await go(page, page.getByRole("link", { name: says.instead }), `/console/${language}/account`);
  assert.ok((await page.locator("section[aria-labelledby=sign-ins]").innerText()).includes(says.sure));
  await holds(page, `${id}-account`);
  await follow(page, page.locator(".strip-session button"));
  assert.deepEqual(await ours(page, clinic), [], "no cookie of ours is left");

  const form = `/${language}/${ORGANISATION}/sign-in`;
  await page.goto(clinic.base + form);
  await holds(page, `${id}-sign-in`);
  await clinic.tell({ acr: "low" });
  await go(page, page.getByRole("link", { name: says.with }), `${form}?told=identity.too_weak`);
  assert.equal(await page.locator("[role=alert] code").innerText(), "identity.too_weak");
  await holds(page, `${id}-too-weak`);
  await clinic.tell({ acr: "high", fault: "declines" });
  await go(page, page.getByRole("link", { name: says.with }), `${form}?told=identity.declined`);
  assert.equal(await page.locator("[role=alert] code").innerText(), "identity.declined");
  await clinic.tell({ fault: null });
  await go(page, page.getByRole("link", { name: says.with }), `/console/${language}`);
  assertNothingTold(seen, clinic);
}

async function patient({ page, seen, clinic, language, id, number, holds }) {
  const says = SAYS[language];
  const email = `${id}@example.no`;
  await clinic.register(`p-${id}`, number, email);
  await clinic.tell({ person: `patient-${id}`, acr: "high", fault: null, claims: { pid: number } });
  await page.goto(`${clinic.base}/${language}/${ORGANISATION}/my-page/sign-in`);
  await holds(page, `${id}-my-page`);
  await page.fill("#address", email);
  await follow(page, page.locator("main form button"));
  await page.fill("#code", await clinic.codeFor(email));
  await follow(page, page.locator("main form button"));
  assert.equal(await page.locator("h1").innerText(), says.weak, "a code is not enough here");
  assert.ok(!(await page.content()).includes("Tirsdag"));
  await holds(page, `${id}-weak`);
  await follow(page, page.locator(".rooms a").last());
  assert.ok((await page.locator("main").innerText()).includes(says.hidden), "nor does a code show every request");
  await holds(page, `${id}-weak-requests`);
  await go(page, page.getByRole("link", { name: says.with }), `/${language}/${ORGANISATION}/my-page`);
  assert.equal(await page.locator("h1").innerText(), says.held);
  assert.ok((await page.locator("main").innerText()).includes("Tirsdag kl. 10"));
  await holds(page, `${id}-held`);
  await follow(page, page.locator(".strip-session button"));

  await clinic.tell({ person: `stranger-${id}`, claims: { pid: numberOf(170) } });
  await page.goto(`${clinic.base}/${language}/${ORGANISATION}/my-page/sign-in`);
  await go(page, page.getByRole("link", { name: says.with }), `/${language}/${ORGANISATION}/my-page`);
  assert.ok((await page.locator("main").innerText()).includes(says.none), "who is not held gets in and finds nothing");
  await holds(page, `${id}-none`);
  assertNothingTold(seen, clinic, number);
}

/** Follows a link to the provider, which has forgotten who was there before, and back, by way of the page that goes on by itself. */
async function go(page, locator, path) {
  await page.context().clearCookies({ domain: "localhost" });
  await Promise.all([page.waitForURL((url) => url.protocol === "http:" && url.pathname + url.search === path), locator.click()]);
  await page.waitForLoadState("load");
}

async function ours(page, clinic) {
  const cookies = await page.context().cookies(clinic.base);
  return cookies.map(({ name }) => name).filter((name) => name.includes("vern"));
}

/** Nothing but the provider is asked besides us, and what it said stands in no address of ours but the one it sends people back to. */
function assertNothingTold(seen, clinic, number = null) {
  const elsewhere = seen.requests.filter((asked) => ![clinic.base, clinic.issuer].includes(new URL(asked).origin));
  assert.deepEqual(elsewhere, [], "requests to other origins");
  const shown = seen.requests.filter((asked) => asked.startsWith(clinic.base) && !new URL(asked).pathname.startsWith("/returned/"));
  assert.ok(shown.every((asked) => !asked.includes("code=") && !asked.includes("state=")), "a code in an address");
  assert.ok(seen.requests.every((asked) => number === null || !asked.includes(number)), "an identity number in an address");
}

async function holds(page, name) {
  assert.equal(await page.locator("h1").count(), 1, "headings of the first level");
  await assertAccessible(page);
  await assertNoSidewaysScroll(page);
  if (process.env.VERN_E2E_LOOK) await page.screenshot({ path: `${process.env.VERN_E2E_LOOK}/${name}.png`, fullPage: true });
}
