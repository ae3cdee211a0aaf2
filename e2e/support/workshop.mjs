// An organisation whose customers see for themselves what is held on them, over examples/my-page.yaml: customers are registered over REST, and codes are
// read where they wait to be sent.
//
// Deliberately not here: how it is served, and what the pages say.

import assert from "node:assert/strict";

import { serveCharter } from "./serve.mjs";

export const ORGANISATION = "sveiva";
const WORDS = "Ja, send meg nyhetsbrevet på e-post. Jeg kan melde meg av når som helst.";
/** How often the outbox is looked at: a code is queued when the answer has left. */
const LOOKS_MAX = 500;

/**
 * @param {string} binary path of the vern binary
 * @returns {Promise<{base: string, register: Function, codeFor: (email: string) => Promise<string>, stop: () => Promise<void>}>}
 */
export async function serveWorkshop(binary) {
  const { base, run, stop } = await serveCharter(binary, "my-page.yaml");
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

  /** The code that waits to be sent to someone, the newest. */
  const codeFor = async (email) => {
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      const { records } = await call("POST", "/v1/records:search", { activity: "messages", reason: "Prøver siden" });
      const message = records.filter(({ fields }) => fields.message_email === email).at(-1);
      if (message) return message.fields.message_text.match(/\d{4} \d{4}/)[0];
    }
    throw new Error("no code was queued");
  };
  return { base, register, codeFor, stop };
}
