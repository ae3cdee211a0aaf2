// The guided flow as a person goes through it: every button in order, each answer as promised, the receipt, the proof in the
// reader's own browser, and what that proof says once somebody has tampered.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { openContext } from "./support/browser.mjs";
import { LANGUAGES, follow, openEntry, pressButton, proofEnd } from "./support/pages.mjs";

const CHARTER = readFileSync(new URL("../examples/software-company.yaml", import.meta.url), "utf8").split("\n");
const STEPS_OK = ["ok", "ok", "ok", "ok", "ok"];

/**
 * Every button of the guide, in the order they stand. The demo's state goes with them: a chat that is too old is refused while it is
 * still there, and the run then erases it.
 */
const BUTTONS = [
  { promise: "P-B8", action: "read-applicant", answer: "permitted", after: assertApplication },
  { promise: "P-B8", action: "disclose-applicant", answer: "refused", code: "supplier.not_recipient", line: /supplier: unomio/ },
  { promise: "P-B8", action: "accountant-reads", answer: "refused", code: "actor.no_grant", line: /external_accountant/ },
  { promise: "P-B9", action: "visit-without-consent", answer: "refused", code: "consent.missing", line: /consent/ },
  { promise: "P-B6", action: "read-old-chat", answer: "refused", code: "retention.expired", line: /retention|60/ },
  { promise: "P-B6", action: "run-retention", answer: "done", after: assertErased },
  { action: "export-journal", answer: "done", after: assertExported },
];

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
  checks.add("guide: its buttons are those checked here, in order", inPage({}, async (page) => {
    await page.goto(`${base}/en`);
    const actions = await page.locator("form").evaluateAll((forms) => forms.map((form) => form.getAttribute("action")));
    assert.deepEqual(actions, BUTTONS.map(({ action }) => `/en/guide/${action}`));
  }));
  for (const button of BUTTONS) {
    checks.add([button.promise, `guide: ${button.action} is ${button.answer}`].filter(Boolean).join(" "),
      inPage({}, (page) => assertAnswer(page, base, button)));
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

async function assertAnswer(page, base, { action, answer, code, line, after }) {
  await pressButton(page, base, "en", action);
  assert.equal(await page.locator(`.answer-${answer}`).count(), 1, `not ${answer}: ${await page.locator(".answer").innerText()}`);
  if (code) await assertReason(page, code, line);
  await after?.(page);
  const next = page.locator(".next a").first();
  await follow(page, next);
  assert.equal(new URL(page.url()).pathname, "/en");
}

/** The code, the clause, and a line of the charter that is about it. */
async function assertReason(page, code, line) {
  const reason = page.locator(".reason").first();
  assert.equal(await reason.locator(".reason-code").innerText(), code);
  const clause = (await reason.locator("[data-reason=clause]").innerText()).replace(/[‘’«»]/g, "").trim();
  assert.ok(CHARTER.some((text) => text.includes(clause)), `the clause ‘${clause}’ is not in the charter`);
  const source = await reason.locator("[data-reason=source]").innerText();
  const [, number] = source.match(/^software-company\.yaml:(\d+)$/) ?? [];
  assert.ok(number, `no line of the charter: ${source}`);
  const cited = CHARTER.slice(Number(number) - 1, Number(number) + 6).join("\n");
  assert.match(cited, line);
  assert.match(await page.locator(".receipt code").innerText(), /^\d+\.\d+\.[\w-]{43}$/);
}

async function assertApplication(page) {
  assert.match(await page.locator(".facts").innerText(), /@/, "no e-mail address among the fields");
  assert.match(await page.locator(".receipt code").innerText(), /^\d+\.\d+\.[\w-]{43}$/);
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
