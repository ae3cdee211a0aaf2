// Every kind of page there is, and how a person gets to it.

export const LANGUAGES = ["nb", "en"];
export const ORGANISATION = "granvik";
/** The organisations there is something to try at. */
export const GUIDED = [ORGANISATION, "strandli", "solheim-drift", "klarsyn"];

const goTo = (path, status = 200) => ({
  status,
  open: (page, base, language) => page.goto(`${base}/${language}${path}`),
});

/** A page that answers a button of the guide. */
const press = (action, organisation = ORGANISATION) => ({
  status: 200,
  open: (page, base, language) => pressButton(page, base, language, action, organisation),
});

/** @type {Record<string, {status: number, open: Function}>} */
export const PAGES = {
  guide: goTo(""),
  ...Object.fromEntries(GUIDED.map((organisation) => [`guide-${organisation}`, goTo(`/guide/${organisation}`)])),
  front: goTo(`/${ORGANISATION}`),
  notice: goTo(`/${ORGANISATION}/privacy-notice`),
  "working-view": goTo(`/${ORGANISATION}/privacy-notice/working-view`),
  "sub-processors": goTo(`/${ORGANISATION}/sub-processors`),
  "sub-processors-working-view": goTo(`/${ORGANISATION}/sub-processors/working-view`),
  history: goTo(`/${ORGANISATION}/privacy-notice/history`),
  journal: goTo(`/${ORGANISATION}/journal`),
  "journal-entry": { status: 200, open: openEntry },
  refusal: press("disclose-applicant"),
  permitted: press("read-applicant"),
  retention: press("run-retention"),
  export: press("export-journal"),
  observed: press("export-on-trial", "klarsyn"),
  "way-in": press("console", "strandli"),
  request: goTo(`/${ORGANISATION}/request`),
  "request-received": { status: 200, open: sendRequest },
  "request-faulty": { status: 422, open: sendFaultyRequest },
  problem: goTo("/problems/record.unknown"),
  "not-found": goTo(`/${ORGANISATION}/no-such-page`, 404),
};

/** P-B1. The form, filled in by someone who has applied for a job. */
async function sendRequest(page, base, language, right = "access") {
  await page.goto(`${base}/${language}/${ORGANISATION}/request`);
  await page.selectOption("#right", right);
  await page.fill("#text", "I applied for a job this spring.");
  await page.fill("#name", "Kari Nordmann");
  await page.fill("#contact", "kari@example.no");
  return follow(page, page.locator(".questions button"));
}

/** Blanks are no way to answer, and the browser lets them through. */
async function sendFaultyRequest(page, base, language) {
  await page.goto(`${base}/${language}/${ORGANISATION}/request`);
  await page.fill("#contact", " ");
  return follow(page, page.locator(".questions button"));
}

/** What stands in the console, for whoever is in it. */
const inConsole = (path, status = 200) => ({
  status,
  open: (page, base, language) => page.goto(`${base}/console/${language}${path}`),
});

/** @type {Record<string, {status: number, open: Function}>} */
export const CONSOLE_PAGES = {
  "console-overview": inConsole(""),
  "console-cases": inConsole("/cases"),
  "console-cases-closed": inConsole("/cases/closed"),
  "console-case": { status: 200, open: receiveLetter },
  "console-case-confirm": { status: 200, open: refuseLetter },
  "console-records": inConsole("/records"),
  "console-found": { status: 200, open: findRecord },
  "console-record": { status: 200, open: openResult },
  "console-opened": { status: 200, open: readRecord },
  "console-readers": { status: 200, open: askReaders },
  "console-refused": { status: 403, open: findUnknown },
  "console-journal": inConsole("/journal"),
  "console-asked": { status: 200, open: askJournal },
  "console-activities": inConsole("/activities"),
  "console-deadlines": inConsole("/deadlines?days=365"),
  "console-retention": inConsole("/retention?days=365"),
  "console-reviews": inConsole("/reviews"),
  "console-reviews-listed": { status: 200, open: listReviews },
  "console-reviews-confirm": { status: 200, open: markReview },
  "console-reviews-done": { status: 200, open: keepReviewed },
  "console-charter": inConsole("/charter"),
  "console-compared": { status: 200, open: compareVersions },
  "console-suppliers": inConsole("/suppliers"),
  "console-outbox": inConsole("/outbox"),
  "console-disclosures": inConsole("/disclosures"),
};

/** A request that came by letter, entered by hand. */
async function receiveLetter(page, base, language) {
  await page.goto(`${base}/console/${language}/cases`);
  await page.selectOption("#right", "rectification");
  await page.fill("#contact", "Storgata 1, 7010 Trondheim");
  await page.fill("#text", "My name is spelt wrong.");
  await follow(page, page.locator("form.questions button"));
  return page.goto(page.url());
}

/** What a refusal of it will do, before it is done. */
async function refuseLetter(page, base, language) {
  await receiveLetter(page, base, language);
  const details = page.locator("details:has(input[name=step][value=refuse])");
  await details.locator("summary").click();
  await details.locator("#ground").selectOption("not_held");
  await details.locator("textarea").fill("Nothing is held.");
  return follow(page, details.locator("button"));
}

/** What is due to be looked at again in one activity. */
async function listReviews(page, base, language) {
  await page.goto(`${base}/console/${language}/reviews`);
  return follow(page, page.locator("table form button").first());
}

/** What letting one of them stay will do, before it is done. */
async function markReview(page, base, language) {
  await listReviews(page, base, language);
  await page.locator("input[name=record]").first().check();
  return follow(page, page.locator("button[value=keep]"));
}

async function keepReviewed(page, base, language) {
  await markReview(page, base, language);
  return follow(page, page.locator("[role=alert] button"));
}

async function lookUp(page, base, language, key) {
  await page.goto(`${base}/console/${language}/records`);
  await page.selectOption("#activity", "recruitment");
  await page.selectOption("#by", "-key");
  await page.fill("#value", key);
  return follow(page, page.locator(".questions button"));
}

function findRecord(page, base, language) {
  return lookUp(page, base, language, "applicant-00012");
}

function findUnknown(page, base, language) {
  return lookUp(page, base, language, "applicant-99999");
}

async function openResult(page, base, language) {
  await findRecord(page, base, language);
  return follow(page, page.locator("tbody th a"));
}

async function readRecord(page, base, language) {
  await openResult(page, base, language);
  await page.fill("#reason", "Interview on Friday");
  return follow(page, page.locator(".panel .questions button"));
}

async function askReaders(page, base, language) {
  await openResult(page, base, language);
  await page.fill("#why", "The applicant asks");
  return follow(page, page.locator(".lookup.questions button"));
}

async function askJournal(page, base, language) {
  await page.goto(`${base}/console/${language}/journal`);
  await page.selectOption("#act", "register");
  return follow(page, page.locator(".lookup.questions button"));
}

async function compareVersions(page, base, language) {
  await page.goto(`${base}/console/${language}/charter`);
  return follow(page, page.locator(".lookup.questions button"));
}

/** Goes in by a link, which works once; gives the state that other contexts go on with. */
export async function enterConsole(browser, link) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const response = await page.goto(link);
  if (response.status() !== 200) throw new Error(`the link answered ${response.status()}`);
  const state = await context.storageState();
  await context.close();
  return state;
}

/** Opens an organisation's guided page and presses one of its buttons; gives the answer's response. */
export async function pressButton(page, base, language, action, organisation = ORGANISATION) {
  const guided = `/${language}/guide/${organisation}`;
  await page.goto(base + guided);
  return follow(page, page.locator(`form[action="${guided}/${action}"] button`));
}

/** Follows a link or button; gives the response of the page it leads to. */
export async function follow(page, locator) {
  const isPage = (response) => response.request().isNavigationRequest() && response.frame() === page.mainFrame();
  const [response] = await Promise.all([page.waitForResponse(isPage), locator.click()]);
  await page.waitForLoadState("load");
  return response;
}

/** From a refusal through its receipt to the entry's page, the proof checked to its end. */
export async function openEntry(page, base, language) {
  await pressButton(page, base, language, "disclose-applicant");
  const response = await follow(page, page.locator(".receipt a.ds-button"));
  await proofEnd(page);
  return response;
}

/** Waits for the in-page check's last word; gives it with the state of every step. */
export async function proofEnd(page) {
  const verdict = page.locator("[data-proof-verdict]:not([data-state=running])[data-state]");
  await verdict.waitFor();
  return {
    verdict: await verdict.getAttribute("data-state"),
    steps: await page.locator("[data-proof-steps] li").evaluateAll((lines) => lines.map((line) => line.dataset.state)),
  };
}
