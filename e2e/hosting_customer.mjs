// The hosting customer's story (P-C2, P-C3, P-C5), in both languages: a web shop whose data lies with a provider sees who gets what there, that the provider's
// support is stopped until it says why, and finds each look in its own journal, where it can check the sum itself. Another customer of the same provider sees
// nothing of it. Every page on the way holds what all pages hold.

import assert from "node:assert/strict";

import { inContext } from "./pages.mjs";
import { holds } from "./request.mjs";
import { LANGUAGES, follow, pressButton, proofEnd } from "./support/pages.mjs";

const PROVIDER = "solheim-drift";
const SHOP = "tindlia-nettbutikk";

/** @param {import("./support/check.mjs").Checks} checks */
export function addHostingCustomerChecks(checks, browser, base) {
  for (const language of LANGUAGES) {
    checks.add(`P-C2 P-C3 P-C5 a hosting customer sees who has looked, and why (${language})`, () =>
      inContext(browser, {}, (page, seen) => story({ page, seen, base, language })));
  }
}

async function story({ page, seen, base, language }) {
  await page.goto(`${base}/${language}/${PROVIDER}/sub-processors`);
  assert.ok(await page.locator("main table tbody tr").count() > 0, "who the provider uses");
  await holds(page);
  await page.goto(`${base}/${language}/${SHOP}/privacy-notice`);
  assert.equal(await page.locator("main h1").count(), 1, "the shop's own notice, under the provider's terms");
  await holds(page);

  await pressButton(page, base, language, "support-without-reason", PROVIDER);
  assert.deepEqual(await page.locator(".reason-code").allInnerTexts(), ["actor.reason_required"]);
  await holds(page);
  await pressButton(page, base, language, "support-with-reason", PROVIDER);
  assert.equal(await page.locator(".answer-permitted").count(), 1);
  await holds(page);
  await follow(page, page.locator(".receipt a.ds-button"));
  assert.ok(new URL(page.url()).pathname.includes(`/${SHOP}/journal`), "the look stands in the shop's own journal");
  assert.equal((await proofEnd(page)).verdict, "ok");
  await holds(page);

  await pressButton(page, base, language, "club-reads-shop", PROVIDER);
  assert.deepEqual(await page.locator(".reason-code").allInnerTexts(), ["record.unknown"], "as if there were no such order");
  assert.deepEqual(await page.context().cookies(), [], "no cookie on the way");
  assert.deepEqual(seen.requests.filter((asked) => new URL(asked).origin !== base), [], "nothing of elsewhere");
}
