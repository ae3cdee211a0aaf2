// node e2e/run.mjs BINARY — the pages of `vern demo`, and a site of `vern publish`, in a real browser. Exits with 1 if anything does not hold.

import { openBrowser } from "./support/browser.mjs";
import { Checks } from "./support/check.mjs";
import { startDemo } from "./support/demo.mjs";
import { addCookieChoiceChecks } from "./cookie_choice.mjs";
import { addFlowChecks } from "./flow.mjs";
import { addHostingCustomerChecks } from "./hosting_customer.mjs";
import { addIdentityChecks } from "./identity.mjs";
import { addInformingChecks } from "./informing.mjs";
import { addMyPageChecks } from "./my_page.mjs";
import { addNewsletterChecks } from "./newsletter.mjs";
import { addConsoleChecks, addPageChecks } from "./pages.mjs";
import { addChatUserChecks } from "./chat_user.mjs";
import { addProspectChecks } from "./prospect.mjs";
import { addRequestChecks } from "./request.mjs";
import { addSignInChecks } from "./sign_in.mjs";
import { addSiteChecks } from "./site.mjs";
import { addStorageChecks } from "./storage.mjs";
import { serveClinic } from "./support/clinic.mjs";
import { enterConsole } from "./support/pages.mjs";
import { serveReaders } from "./support/readers.mjs";
import { publishSite } from "./support/site.mjs";
import { serveStaff } from "./support/staff.mjs";
import { serveWorkshop } from "./support/workshop.mjs";

/** Pages looked at side by side; more than two cores gain nothing. */
const TOGETHER = 3;

const [binary] = process.argv.slice(2);
if (!binary) {
  console.error("usage: node e2e/run.mjs BINARY");
  process.exit(2);
}

const checks = new Checks();
const site = publishSite(binary);
const demo = await startDemo(binary);
const staff = await serveStaff(binary);
const readers = await serveReaders(binary);
const workshop = await serveWorkshop(binary);
const clinic = await serveClinic(binary);
try {
  const browser = await openBrowser();
  try {
    // The link into the console works for five minutes.
    const inside = await enterConsole(browser, demo.link);
    // The flow goes first and one at a time: what its buttons do follows on what they did before.
    addFlowChecks(checks, browser, demo.base);
    await checks.run();
    addPageChecks(checks, browser, demo.base);
    addSiteChecks(checks, browser, site);
    addConsoleChecks(checks, browser, demo.base, inside);
    addRequestChecks(checks, browser, demo.base, inside);
    addProspectChecks(checks, browser, demo.base, inside);
    addChatUserChecks(checks, browser, demo.base, inside);
    addHostingCustomerChecks(checks, browser, demo.base);
    addSignInChecks(checks, browser, staff);
    addMyPageChecks(checks, browser, workshop);
    addNewsletterChecks(checks, browser, readers);
    addInformingChecks(checks, browser, readers);
    // One at a time: each counts what is recorded.
    await checks.run(TOGETHER);
    addCookieChoiceChecks(checks, browser, readers);
    // And what the provider says next is told to one at a time.
    addIdentityChecks(checks, browser, clinic);
    await checks.run();
    addStorageChecks(checks, browser, { demo, inside, staff, readers, workshop, clinic });
    await checks.run(TOGETHER);
  } finally {
    await browser.close();
  }
} finally {
  await demo.stop();
  await staff.stop();
  await readers.stop();
  await workshop.stop();
  await clinic.stop();
  site.remove();
}
process.exitCode = checks.close() ? 0 : 1;
