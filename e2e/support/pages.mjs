// Every kind of page there is, and how a person gets to it.

export const LANGUAGES = ["nb", "en"];
export const ORGANISATION = "granvik";

const goTo = (path, status = 200) => ({
  status,
  open: (page, base, language) => page.goto(`${base}/${language}${path}`),
});

/** A page that answers a button of the guide. */
const press = (action) => ({
  status: 200,
  open: (page, base, language) => pressButton(page, base, language, action),
});

/** @type {Record<string, {status: number, open: Function}>} */
export const PAGES = {
  guide: goTo(""),
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
  problem: goTo("/problems/record.unknown"),
  "not-found": goTo(`/${ORGANISATION}/no-such-page`, 404),
};

/** Opens the guide and presses one of its buttons; gives the answer's response. */
export async function pressButton(page, base, language, action) {
  await page.goto(`${base}/${language}`);
  return follow(page, page.locator(`form[action="/${language}/guide/${action}"] button`));
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
  const response = await follow(page, page.locator(".receipt a.button"));
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
