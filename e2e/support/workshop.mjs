// An organisation whose customers see for themselves what is held on them, over examples/my-page.yaml: customers are registered over REST, and codes are
// read in the mail.
//
// Deliberately not here: how it is served, and what the pages say.

import assert from "node:assert/strict";

import { openMailbox } from "./mail.mjs";
import { serveCharter } from "./serve.mjs";

export const ORGANISATION = "sveiva";
const WORDS = "Ja, send meg nyhetsbrevet på e-post. Jeg kan melde meg av når som helst.";

/**
 * @param {string} binary path of the vern binary
 * @returns {Promise<{base: string, register: Function, answer: (id: string) => Promise<void>, codeFor: (email: string) => Promise<string>, stop: () => Promise<void>}>}
 */
export async function serveWorkshop(binary) {
  const mail = await openMailbox(ORGANISATION);
  const { base, run, stop: end } = await serveCharter(binary, "my-page.yaml", "--outbound", mail.settings);
  const { token } = run("token", "issue", "--organisation", ORGANISATION, "--role", "manager");
  const call = async (method, path, body) => {
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
    const answer = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
    const told = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${told}`);
    return told && JSON.parse(told);
  };

  /** A customer with two bicycles repaired, a newsletter they said yes to, and so many more jobs. */
  const register = async (id, name, email, jobs = 2) => {
    const text = await call("GET", "/v1/activities/newsletter");
    const version = text.consent_texts.find((it) => it.text === WORDS).version;
    const evidence = { language: "nb", text_version: version, channel: "web", shown_at: "Bestillingen", given_by: "ticked_box" };
    const { subject } = await call("POST", "/v1/consents", { activity: "newsletter", evidence });
    await call("PUT", `/v1/records/${id}-news`, { activity: "newsletter", subject, fields: { name, email } });
    for (let job = 1; job <= jobs; job += 1) {
      const fields = { name, email, phone: "+4741000001", bicycle: "Rød DBS", work_done: `Byttet kjede, ${job}. gang`, workshop_note: "Ring før levering" };
      await call("PUT", `/v1/records/${id}-job-${job}`, { activity: "workshop", subject, fields });
    }
  };

  /** Somebody's only request, granted for all that is held and answered, as staff do. */
  const answer = async (id) => {
    const found = await call("POST", "/v1/cases:search", {});
    let { version } = found.cases.find(({ case: number }) => number === id);
    const step = async (body) => {
      const { line } = await call("POST", `/v1/cases/${id}/steps`, { version, ...body });
      version = line.version;
    };
    await step({ step: "identify", shown: "known_contact", how: "Min side" });
    const { held } = await call("GET", `/v1/cases/${id}`);
    const parts = [...new Set(held.map(({ activity }) => activity))].map((activity) => ({ activity, granted: true }));
    await step({ step: "assess", parts });
    await step({ step: "execute" });
    await step({ step: "answer", given_by: "Min side", words: "Ring gjerne hvis noe er uklart." });
  };

  /** The code in the next letter to someone. */
  const codeFor = (email) => mail.next(email, /\d{4} \d{4}/);
  const stop = async () => {
    await end();
    mail.stop();
  };
  return { base, register, answer, codeFor, stop };
}
