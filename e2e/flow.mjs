// The guided flow as a person goes through it: every button in order, each answer as promised, the receipt, the proof in the
// reader's own browser, and what that proof says once somebody has tampered.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { openContext } from "./support/browser.mjs";
import { GUIDED, LANGUAGES, follow, openEntry, pressButton, proofEnd } from "./support/pages.mjs";

const STEPS_OK = ["ok", "ok", "ok", "ok", "ok"];

const permitted = (action, promise) => ({ action, promise, answer: "permitted" });
const refused = (action, promise, ...codes) => ({ action, promise, answer: "refused", codes });
const consoleLink = { action: "console", answer: "done", after: assertWayIn };

/**
 * Every button of every organisation, in the order they stand. The demo's state goes with them: a chat that is too old is refused while it is
 * still there, and the run then erases it.
 */
const BUTTONS = {
  granvik: [
    { ...permitted("read-applicant", "P-B8"), after: assertApplication },
    { ...refused("disclose-applicant", "P-B8", "supplier.not_recipient"), line: /supplier: unomio/ },
    { ...refused("accountant-reads", "P-B8", "actor.no_grant"), line: /external_accountant/ },
    { ...refused("visit-without-consent", "P-B9", "consent.missing"), line: /consent/ },
    refused("use-of-objecting-prospect", "P-B5", "subject.objected"),
    refused("sister-reads-applicant", "P-B8", "record.unknown"),
    { ...refused("read-old-chat", "P-B6", "retention.expired"), line: /retention|60/ },
    { promise: "P-B6", action: "run-retention", answer: "done", after: assertErased },
    { action: "export-journal", answer: "done", after: assertExported },
    consoleLink,
  ],
  strandli: [
    permitted("electrician-reads", "P-A3"),
    { ...refused("electrician-erases", "P-A3", "actor.no_grant"), line: /acts: \[register, read, alter, use\]/ },
    permitted("sms-turned-on", "P-A11"),
    { ...refused("sms-left-off", "P-A11", "supplier.not_turned_on"), line: /sveve-sms/ },
    permitted("hub-approved", "P-A9"),
    { ...refused("hub-notified", "P-A9", "supplier.notice_running"), line: /iizy/ },
    permitted("plumber-reads-own", "P-A3"),
    refused("plumber-reads-neighbour", "P-A3", "record.unknown"),
    { ...refused("vendor-without-reason", "P-A3", "actor.reason_required"), line: /reason_for/ },
    consoleLink,
  ],
  "solheim-drift": [
    { ...refused("support-without-reason", "P-C2", "actor.reason_required"), line: /reason_for/ },
    permitted("support-with-reason", "P-C2"),
    permitted("shop-exports", "P-C2"),
    { ...refused("club-exports", "P-C2", "instruction.operation_not_instructed"), line: /operations: \[register, read, alter, use, erase\]/ },
    refused("club-reads-shop", "P-C2", "record.unknown"),
    permitted("certificate", "P-C3"),
    { ...refused("certificate-with-phone", "P-C3", "supplier.data_beyond"), line: /certificate-issuer/ },
    { ...refused("log-to-the-usa", "P-C6", "transfer.not_approved"), line: /it-suppliers/ },
    refused("supplier-without-agreement", "P-C5", "supplier.not_recipient", "supplier.no_agreement"),
    { ...refused("cull-without-period", "P-C12", "journal.log_period_missing"), isOfGate: false },
    consoleLink,
  ],
  klarsyn: [
    permitted("clerk-reads", "P-D5"),
    refused("other-purpose", "P-D22", "activity.purpose_mismatch", "subject.category_undeclared"),
    refused("restricted-payee", "P-D4", "subject.restricted"),
    refused("support-from-india", "P-D16", "transfer.not_approved", "place.not_allowed", "place.not_allowed"),
    { ...refused("bankid-objected", "P-D15", "supplier.objected"), line: /zignsec/ },
    { ...refused("sms-notified", "P-D15", "supplier.notice_running"), line: /sms-teknik/ },
    { action: "export-on-trial", promise: "P-D21", answer: "observed", codes: ["instruction.operation_not_instructed"] },
    { ...refused("cull-too-young", "P-D6", "journal.too_young"), isOfGate: false },
    consoleLink,
  ],
};

/** @param {import("./support/check.mjs").Checks} checks */
export function addFlowChecks(checks, browser, base) {
  const inPage = (options, body) => async () => {
    const { context } = await openContext(browser, options);
    try {
      await body(await context.newPage());
    } finally {
      await context.close();
    }
  };
  checks.add("guide: the first page leads to those checked here, in order", inPage({}, async (page) => {
    await page.goto(`${base}/en`);
    const links = await page.locator(".steps a.ds-button").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assert.deepEqual(links, Object.keys(BUTTONS).map((organisation) => `/en/guide/${organisation}`));
    assert.deepEqual(Object.keys(BUTTONS), GUIDED);
  }));
  for (const [organisation, buttons] of Object.entries(BUTTONS)) {
    checks.add(`guide: the buttons of ${organisation} are those checked here, in order`, inPage({}, async (page) => {
      await page.goto(`${base}/en/guide/${organisation}`);
      const actions = await page.locator("form").evaluateAll((forms) => forms.map((form) => form.getAttribute("action")));
      assert.deepEqual(actions, buttons.map(({ action }) => `/en/guide/${organisation}/${action}`));
    }));
    for (const button of buttons) {
      checks.add([button.promise, `guide: ${organisation}: ${button.action} is ${button.answer}`].filter(Boolean).join(" "),
        inPage({}, (page) => assertAnswer(page, base, organisation, button)));
    }
  }
  checks.add("P-B6 guide: the old chat is gone after the run", inPage({}, async (page) => {
    await pressButton(page, base, "en", "read-old-chat");
    assert.equal(await page.locator(".reason-code").innerText(), "record.unknown");
  }));
  addProofChecks(checks, inPage, base);
  for (const language of LANGUAGES) {
    checks.add(`without JavaScript: guide, refusal, receipt, entry (${language})`,
      inPage({ javaScriptEnabled: false }, (page) => assertWithoutScript(page, base, language)));
  }
  for (const language of LANGUAGES) {
    checks.add(`P-B1 working view: says that the controller is called a processor and cannot be reached (${language})`,
      inPage({}, (page) => assertContactFindings(page, base, language)));
  }
}

function addProofChecks(checks, inPage, base) {
  for (const language of LANGUAGES) {
    checks.add(`proof: the browser comes to the same result, signature and all (${language})`, inPage({}, async (page) => {
      await openEntry(page, base, language);
      assert.deepEqual(await proofEnd(page), { verdict: "ok", steps: STEPS_OK });
      assert.equal(await page.locator(".verdict-included").count(), 1);
    }));
  }
  const tampered = {
    "entry": [/data-entry="([0-9a-f]+)"/, ["bad", "bad", "ok", "bad", "ok"]],
    "path": [/data-path="([0-9a-f]+)/, ["ok", "ok", "ok", "bad", "ok"]],
    "leaf hash": [/data-leaf="([0-9a-f]+)"/, ["bad", "ok", "ok", "ok", "ok"]],
  };
  for (const [what, [where, steps]] of Object.entries(tampered)) {
    checks.add(`proof: one digit of the ${what} altered on the way shows`, inPage({}, async (page) => {
      await page.route(/\/journal\?receipt=/, async (route) => {
        const response = await route.fetch();
        const body = await response.text();
        const altered = body.replace(where, flipMiddleDigit);
        assert.notEqual(altered, body, "nothing was altered");
        await route.fulfill({ response, body: altered });
      });
      await openEntry(page, base, "en");
      assert.deepEqual(await proofEnd(page), { verdict: "bad", steps });
    }));
  }
  checks.add("proof: a receipt with another checksum opens nothing", inPage({}, async (page) => {
    await openEntry(page, base, "en");
    const input = page.locator("#receipt");
    const [epoch, index, sum] = (await input.inputValue()).split(".");
    await input.fill([epoch, index, `${sum[0] === "A" ? "B" : "A"}${sum.slice(1)}`].join("."));
    await follow(page, page.locator(".lookup button"));
    assert.equal(await page.locator(".verdict-mismatch").count(), 1);
    assert.equal(await page.locator("[data-proof], .columns-entry").count(), 0);
  }));
  checks.add("proof: words that are no receipt are told from one", inPage({}, async (page) => {
    await page.goto(`${base}/en/granvik/journal`);
    await page.locator("#receipt").fill("nothing of the kind");
    await follow(page, page.locator(".lookup button"));
    assert.equal(await page.locator(".verdict-malformed").count(), 1);
  }));
}

function flipMiddleDigit(whole, digits) {
  const at = whole.indexOf(digits) + Math.floor(digits.length / 2);
  return whole.slice(0, at) + (parseInt(whole[at], 16) ^ 1).toString(16) + whole.slice(at + 1);
}

async function assertAnswer(page, base, organisation, { action, answer, codes, line, after, isOfGate = true }) {
  await pressButton(page, base, "en", action, organisation);
  assert.equal(await page.locator(`.answer-${answer}`).count(), 1, `not ${answer}: ${await page.locator(".answer").innerText()}`);
  assert.deepEqual(await page.locator(".reason-code").allInnerTexts(), codes ?? []);
  if (codes && isOfGate) await assertReason(page, line);
  if (answer !== "done" && isOfGate) assert.match(await page.locator(".receipt code").innerText(), /^\d+\.\d+\.[\w-]{43}$/);
  const back = await page.locator(".next a").last().getAttribute("href");
  assert.equal(back.split("#")[0], `/en/guide/${organisation}`);
  await after?.(page);
}

/** The clause, and a line of the paper that is about it. */
async function assertReason(page, line) {
  const reason = page.locator(".reason").first();
  const source = await reason.locator("[data-reason=source]").innerText();
  const [, file, number] = source.match(/^([\w/-]+\.yaml):(\d+)$/) ?? [];
  assert.ok(number, `no line of a charter: ${source}`);
  const paper = readFileSync(new URL(`../examples/${file}`, import.meta.url), "utf8").split("\n");
  if (line) assert.match(paper.slice(Number(number) - 1, Number(number) + 6).join("\n"), line);
  const shown = reason.locator("[data-reason=clause]");
  if (await shown.count()) {
    const clause = (await shown.innerText()).replace(/[‘’«»]|^Clause /g, "").trim();
    assert.ok(paper.some((text) => text.includes(clause)), `the clause ‘${clause}’ is not in ${file}`);
  }
}

/** The link leads into the console, for whoever is on this machine. */
async function assertWayIn(page) {
  await follow(page, page.locator(".next a").first());
  assert.match(new URL(page.url()).pathname, /^\/console\/(nb|en)$/);
}

async function assertApplication(page) {
  assert.match(await page.locator(".facts").innerText(), /@/, "no e-mail address among the fields");
}

async function assertErased(page) {
  const counts = await page.locator(".facts dd").allInnerTexts();
  const [, tooOldBefore, , tooOldAfter] = counts.map((text) => Number(text.replace(/\D/g, "")));
  assert.ok(tooOldBefore > 0, "there was nothing to erase");
  assert.equal(tooOldAfter, 0, "chats that are too old are left");
}

async function assertExported(page) {
  assert.match(await page.locator("pre.command").innerText(), /vern\S* journal verify \//);
}

async function assertWithoutScript(page, base, language) {
  await pressButton(page, base, language, "disclose-applicant");
  assert.equal(await page.locator(".reason-code").innerText(), "supplier.not_recipient");
  await follow(page, page.locator(".receipt a.ds-button"));
  assert.equal(await page.locator(".verdict-included").count(), 1);
  assert.equal(await page.locator(".entry-sentence").count(), 1);
  assert.ok(await page.locator("noscript p").isVisible(), "nothing says that the browser does no sums");
  assert.ok(await page.locator("[data-proof-live]").isHidden(), "an empty check is shown");
}

/** The notice shows the paper's way to make contact; the working view says what is wrong with it, and the public one keeps silent. */
async function assertContactFindings(page, base, language) {
  await page.goto(`${base}/${language}/granvik/privacy-notice/working-view`);
  const codes = await page.locator("section[aria-labelledby=controller] .finding code").allInnerTexts();
  assert.deepEqual(codes, ["finding.contact_called_processor", "finding.contact_channel_broken"]);
  await follow(page, page.locator(".document-switch a"));
  assert.equal(await page.locator(".finding, .chip").count(), 0);
}
