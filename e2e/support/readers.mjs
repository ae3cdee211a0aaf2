// An organisation with a newsletter, served over examples/newsletter.yaml; what it sends is read in the mail.
//
// Deliberately not here: what the pages say.

import assert from "node:assert/strict";

import { openMailbox } from "./mail.mjs";
import { serveCharter } from "./serve.mjs";

export const ORGANISATION = "lysvik";

/**
 * @param {string} binary path of the vern binary
 * @returns {Promise<{base: string, mailed: (email: string, part: string) => Promise<string>, send: (name: string, language: string) => Promise<object>,
 *   consents: (activity: string) => Promise<number>, count: () => Promise<object>, hear: (key: string, email: string) => Promise<void>,
 *   said: (email: string, words: RegExp) => Promise<string>, link: () => string, stop: () => Promise<void>}>}
 */
export async function serveReaders(binary) {
  const mail = await openMailbox(ORGANISATION);
  const { base, run, stop: end } = await serveCharter(binary, "newsletter.yaml", "--outbound", mail.settings);
  const { token } = run("token", "issue", "--organisation", ORGANISATION, "--role", "editor");
  const ask = async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
    assert.equal(answer.status, 200, path);
    return answer.json();
  };
  /** The link of this kind in the next letter to someone. */
  const mailed = (email, part) => mail.next(email, new RegExp(`http\\S+/${part}/\\S+`));
  const send = (name, language) => ask("PUT", `/v1/newsletters/${name}`, { language, heading: "Desember", text: "Lysvik." });
  /** How many consent records are about an activity. */
  const consents = async (activity) => {
    const about = ({ fields }) => JSON.parse(fields.consent_record).pii_processing.purposes[0].purpose_id === activity;
    const { records } = await ask("POST", "/v1/records:search", { activity: "consents" });
    return records.filter(about).length;
  };
  /** A link into the console, for whoever sends the newsletter. */
  const link = () => run("console", "--organisation", ORGANISATION, "--role", "editor").link;
  /** Somebody others have told of. */
  const hear = async (key, email) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const body = JSON.stringify({ activity: "performers", fields: { performer_name: "Kari", performer_email: email } });
    const answer = await fetch(`${base}/v1/records/${key}`, { method: "PUT", headers, body });
    assert.equal(answer.status, 201);
  };
  /** What the next letter to someone says that has these words. */
  const said = (email, words) => mail.next(email, words);
  const count = () => ask("GET", "/v1/subscribers");
  const stop = async () => {
    await end();
    mail.stop();
  };
  return { base, mailed, send, consents, count, hear, said, link, stop };
}
