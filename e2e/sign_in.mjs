// Someone given an account, from the invitation to the console and out again, in both languages: every page on the way holds what all pages hold. The
// same without scripts.

import assert from "node:assert/strict";

import { join } from "node:path";

import { assertAccessible, assertNoSidewaysScroll, inContext } from "./pages.mjs";
import { LANGUAGES, follow } from "./support/pages.mjs";
import { ORGANISATION, codeShown } from "./support/staff.mjs";

const PASSWORD = "blå trapp over elgens tak";
const WIDTH_MIN = 320;
const SAYS = {
  nb: { signIn: "Logg inn som ansatt", sessions: "Én økt", ended: "2 rettigheter", narrowed: "begrenset til", lapses: "ny opplæring i personvern" },
  en: { signIn: "Sign in as staff", sessions: "One session", ended: "2 grants", narrowed: "limited to", lapses: "to be trained in data protection" },
};

/** @param {import("./support/check.mjs").Checks} checks */
export function addSignInChecks(checks, browser, staff) {
  for (const language of LANGUAGES) {
    checks.add(`P-B11 sign-in: invited, signed in, signed out, ended (${language})`, () =>
      inContext(browser, {}, (page, seen) => story({ page, seen, staff, language, email: `${language}@fjellro.example`, holds })));
  }
  checks.add("P-B11 sign-in: the same without scripts", () =>
    inContext(browser, { javaScriptEnabled: false }, (page, seen) =>
      story({ page, seen, staff, language: "nb", email: "uten@fjellro.example", holds: async () => {} })));
}

async function story({ page, seen, staff, language, email, holds }) {
  const says = SAYS[language];
  const invitation = staff.invite(email).replace(/^\/\w\w/, `/${language}`);
  await page.goto(staff.base + invitation);
  const secret = await page.locator(".facts code").innerText();
  await holds(page);
  await choose(page, "passordpassord", codeShown(secret));
  assert.equal(await page.locator("[role=alert] code").innerText(), "account.password_weak");
  await holds(page);
  assert.equal(await page.locator(".facts code").innerText(), secret, "what the app was given stays");
  await choose(page, PASSWORD, codeShown(secret));
  assert.equal(new URL(page.url()).pathname, `/console/${language}/account`);
  assert.ok((await page.content()).includes(email));
  assert.equal(await page.locator("#sessions").innerText(), says.sessions);
  await holds(page);
  await assertCookie(page);
  await page.goto(`${staff.base}/console/${language}`);
  assert.equal(new URL(page.url()).pathname, `/console/${language}/account`, "P-D8: who has not signed meets that first");
  await follow(page, page.locator(`form[action="/console/${language}/account/confidentiality"] button`));
  await page.fill("#day", new Date().toISOString().slice(0, 10));
  await page.fill("#evidence", "Personvern for regnskapsførere, kursbevis i permen");
  await follow(page, page.locator(`form[action="/console/${language}/account/training"] button`));
  assert.equal(await page.locator(".duty .is-due").count(), 0, "P-C7: nothing is lacking");
  await holds(page);
  await page.goto(`${staff.base}/console/${language}/deadlines?days=365`);
  assert.ok((await page.locator("main table").innerText()).includes(says.lapses), "P-C7: what lapses is told before it does");
  await holds(page);
  await keepPictures(page, `deadlines-${language}`);

  await follow(page, page.locator(".strip-session button"));
  assert.deepEqual(await page.context().cookies(), [], "the cookie is gone");
  await follow(page, page.getByRole("link", { name: says.signIn }));
  await holds(page);
  await signIn(page, email, "feil passord her", codeShown(secret, 1));
  assert.equal(await page.locator("[role=alert] code").innerText(), "account.not_signed_in");
  await holds(page);
  await signIn(page, email, PASSWORD, codeShown(secret, 1));
  assert.equal(new URL(page.url()).pathname, `/console/${language}`);

  await page.goto(`${staff.base}/console/${language}/people`);
  await holds(page);
  await page.fill("#name", "Ola Nordstrand");
  await page.fill("#email", `ny-${email}`);
  await page.selectOption("#role", "administrator");
  await follow(page, page.locator(`form[action="/console/${language}/people/invite"] button`));
  assert.match(await page.locator("[role=status] code").innerText(), new RegExp(`^/${language}/${ORGANISATION}/invitation/vern_`));
  await holds(page);
  const row = page.locator("tr", { hasText: `ny-${email}` });
  await drawIn({ page, row, says, holds, language });
  await letStay({ page, holds, language, email: `ny-${email}` });
  await follow(page, row.locator(`form[action="/console/${language}/people/end"] button`));
  assert.ok((await page.locator("[role=alert]").innerText()).includes(says.ended));
  await holds(page);
  await follow(page, page.locator("[role=alert] button"));
  assert.ok((await page.locator("[role=status]").innerText()).includes(says.ended));
  const elsewhere = seen.requests.filter((asked) => new URL(asked).origin !== staff.base);
  assert.deepEqual(elsewhere, [], "requests to other origins");
}

/** P-A3: one mark less of what the role may, and the list says so. */
async function drawIn({ page, row, says, holds, language }) {
  assert.ok(!(await row.innerText()).includes(says.narrowed));
  await follow(page, row.locator(`a[href*="/people/reach/"]`));
  await holds(page);
  const marks = page.locator("main input[type=checkbox]");
  const count = await marks.count();
  assert.equal(await page.locator("main input:checked").count(), count, "a new access reaches as far as its role");
  await keepPictures(page, `reach-${language}`);
  await marks.first().uncheck();
  await follow(page, page.locator("main form button"));
  assert.equal(new URL(page.url()).pathname, `/console/${language}/people`);
  assert.ok((await row.innerText()).includes(says.narrowed));
  await follow(page, row.locator(`a[href*="/people/reach/"]`));
  assert.equal(await page.locator("main input:checked").count(), count - 1);
  await page.goto(`${new URL(page.url()).origin}/console/${language}/people`);
}

/** P-D5: somebody looks whether the new access is still needed, and lets it stay with one press. */
async function letStay({ page, holds, language, email }) {
  const people = `${new URL(page.url()).origin}/console/${language}/people`;
  await follow(page, page.locator(`a[href$="/people/access"]`));
  await holds(page);
  await keepPictures(page, `access-${language}`);
  const row = page.locator("tr", { hasText: email });
  await follow(page, row.locator(`form[action$="/people/access/keep"] button`));
  assert.equal(await page.locator("[role=status]").count(), 1);
  await holds(page);
  await page.goto(people);
}

/** Pictures of a page, wide and narrow, in the folder VERN_E2E_LOOK names; none where it names none. */
async function keepPictures(page, name) {
  const folder = process.env.VERN_E2E_LOOK;
  if (!folder) return;
  const size = page.viewportSize();
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize(size);
}

async function choose(page, password, code) {
  await page.fill("#password", password);
  await page.fill("#password-again", password);
  await page.fill("#code", code);
  return follow(page, page.locator("main form button"));
}

async function signIn(page, email, password, code) {
  await page.fill("#email", email);
  await page.fill("#password", password);
  await page.fill("#code", code);
  return follow(page, page.locator("main form button"));
}

async function holds(page) {
  assert.equal(await page.locator("h1").count(), 1, "headings of the first level");
  await assertAccessible(page);
  const size = page.viewportSize();
  await page.setViewportSize({ width: WIDTH_MIN, height: 900 });
  await assertNoSidewaysScroll(page);
  await page.setViewportSize(size);
}

async function assertCookie(page) {
  const cookies = await page.context().cookies();
  const told = cookies.map(({ name, path, httpOnly, sameSite }) => ({ name, path, httpOnly, sameSite }));
  assert.deepEqual(told, [{ name: "vern-console", path: "/console", httpOnly: true, sameSite: "Strict" }]);
}
