// Debian's Chromium through playwright-core, with a profile of its own that goes away with it.
//
// Deliberately not here: downloading a browser, and any browser but this one.

import { chromium } from "playwright-core";

const EXECUTABLE = process.env.VERN_E2E_CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];
/** Past this an action or navigation has failed; nothing waits this long when all is well. */
const LIMIT_MS = 20_000;

export function openBrowser() {
  return chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
}

/**
 * A context of its own (cookies, cache), watched: everything it asks for and everything that goes wrong is kept.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions} options
 */
export async function openContext(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(LIMIT_MS);
  const seen = { requests: [], cookiesSet: [], errors: [] };
  context.on("request", (request) => seen.requests.push(request.url()));
  context.on("response", (response) => {
    if ("set-cookie" in response.headers()) seen.cookiesSet.push(response.url());
  });
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      seen.errors.push({ text: message.text(), url: message.location().url });
    }
  });
  context.on("weberror", (error) => seen.errors.push({ text: String(error.error()), url: "" }));
  return { context, seen };
}
