// An organisation with a newsletter, served over examples/newsletter.yaml. Nothing is sent: what waits is read as the editor reads it.
//
// Deliberately not here: a mail server; crates/vern/tests/newsletter.rs has one.

import assert from "node:assert/strict";

import { serveCharter } from "./serve.mjs";

export const ORGANISATION = "lysvik";

/**
 * @param {string} binary path of the vern binary
 * @returns {Promise<{base: string, mailed: (email: string, part: string) => Promise<string>, send: (name: string, language: string) => Promise<object>,
 *   consents: (activity: string) => Promise<number>, count: () => Promise<object>, stop: () => Promise<void>}>}
 */
export async function serveReaders(binary) {
  const { base, run, stop } = await serveCharter(binary, "newsletter.yaml");
  const { token } = run("token", "issue", "--organisation", ORGANISATION, "--role", "editor");
  const ask = async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
    assert.equal(answer.status, 200, path);
    return answer.json();
  };
  /** The newest link of this kind in what waits for someone. */
  const mailed = async (email, part) => {
    const { records } = await ask("POST", "/v1/records:search", { activity: "messages" });
    const texts = records.filter(({ fields }) => fields.message_email === email).map(({ fields }) => fields.message_text ?? "");
    const links = texts.flatMap((text) => text.match(/http\S+/g) ?? []).filter((link) => link.includes(`/${part}/`));
    assert.ok(links.length > 0, `no ${part} link waits for ${email}`);
    return links.at(-1);
  };
  const send = (name, language) => ask("PUT", `/v1/newsletters/${name}`, { language, heading: "Desember", text: "Lysvik." });
  /** How many consent records are about an activity. */
  const consents = async (activity) => {
    const about = ({ fields }) => JSON.parse(fields.consent_record).pii_processing.purposes[0].purpose_id === activity;
    const { records } = await ask("POST", "/v1/records:search", { activity: "consents" });
    return records.filter(about).length;
  };
  const count = () => ask("GET", "/v1/subscribers");
  return { base, mailed, send, consents, count, stop };
}
