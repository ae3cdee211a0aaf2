// An organisation whose staff and patients show who they are at an identity provider, over examples/electronic-id.yaml, with the provider the tests in Rust
// have as well (`oidc-provider`), under a certificate made for it.
//
// Deliberately not here: what the pages say.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { openMailbox } from "./mail.mjs";
import { serveCharter } from "./serve.mjs";

export const ORGANISATION = "elvebredd";
const CLIENT = "vern";
const PASSWORD = "a password of the test, long enough";

/**
 * @param {string} binary path of the vern binary
 * @returns {Promise<{base: string, issuer: string, tell: (what: object) => Promise<void>, invite: (email: string, language: string) => string,
 *   register: Function, codeFor: (email: string) => Promise<string>, stop: () => Promise<void>}>}
 */
export async function serveClinic(binary) {
  const folder = mkdtempSync(join(tmpdir(), "vern-clinic-"));
  const provider = await startProvider(folder);
  const mail = await openMailbox(ORGANISATION);
  const outbound = writeSettings(folder, provider.issuer, mail);
  const { base, place, run, stop } = await serveCharter(binary, "electronic-id.yaml", "--outbound", outbound);
  await provider.tell({ redirects: [`${base}/returned/portal`] });
  const { token } = run("token", "issue", "--organisation", ORGANISATION, "--role", "manager");
  const call = async (method, path, body) => {
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
    const answer = await fetch(base + path, { method, headers, body: JSON.stringify(body) });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
    return answer.json();
  };
  const invite = (email, language) => {
    const person = join(place, "person");
    writeFileSync(person, `Kari Elvestad\n${email}\n`);
    const invited = run("account", "invite", "--organisation", ORGANISATION, "--person", person, "--role", "manager");
    return invited.path.replace(/^\/\w\w/, `/${language}`);
  };
  const register = (id, number, email) =>
    call("PUT", `/v1/records/${id}`, { activity: "appointments", fields: { name: "Kari Nordmann", national_id: number, email, appointment: "Tirsdag kl. 10" } });
  /** The code in the next letter to someone. */
  const codeFor = (email) => mail.next(email, /\d{4} \d{4}/);
  const stopAll = async () => {
    await stop();
    await provider.stop();
    mail.stop();
    rmSync(folder, { recursive: true });
  };
  return { base, issuer: provider.issuer, tell: provider.tell, invite, register, codeFor, stop: stopAll };
}

/** A number of the form of a national identity number, each another: day, month and year stay, and the check digits follow. */
export function numberOf(place) {
  for (let individual = 100 + place * 5; ; individual += 1) {
    const nine = [...`130552${individual}`].map(Number);
    const check = (weights, digits) => (11 - (weights.reduce((sum, weight, at) => sum + weight * digits[at], 0) % 11)) % 11;
    const first = check([3, 7, 6, 1, 8, 9, 4, 5, 2], nine);
    const second = check([5, 4, 3, 2, 7, 6, 5, 4, 3, 2], [...nine, first]);
    if (first < 10 && second < 10) return [...nine, first, second].join("");
  }
}

async function startProvider(folder) {
  const [chain, key] = [join(folder, "chain.pem"), join(folder, "key.pem")];
  const form = join(folder, "certificate.cnf");
  writeFileSync(form, "[req]\ndistinguished_name = name\nx509_extensions = parts\nprompt = no\n[name]\nCN = localhost\n[parts]\nsubjectAltName = DNS:localhost\n");
  const made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-config", form];
  execFileSync("openssl", ["req", "-x509", ...made, "-keyout", key, "-out", chain], { stdio: "ignore" });
  const program = fileURLToPath(new URL("../../crates/vern-testkit/counterpart/identity.mjs", import.meta.url));
  const settings = { client: CLIENT, secret: PASSWORD, redirects: ["http://127.0.0.1:1/"] };
  const child = spawn("node", [program, chain, key, JSON.stringify(settings)], { stdio: ["pipe", "pipe", "ignore"] });
  process.once("exit", () => child.kill("SIGKILL"));
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const said = async () => {
    const { value, done } = await lines.next();
    assert.ok(!done, "the provider ended; `make setup-test` installs what it needs");
    return JSON.parse(value);
  };
  const { port } = await said();
  // One question at a time: each line is the answer to the one before it.
  let asked = Promise.resolve();
  const tell = (what) => {
    asked = asked.then(() => {
      child.stdin.write(`${JSON.stringify(what)}\n`);
      return said();
    });
    return asked;
  };
  const stop = () => {
    child.stdin.end();
    return exited;
  };
  return { issuer: `https://localhost:${port}`, tell, stop };
}

function writeSettings(folder, issuer, mail) {
  writeFileSync(join(folder, "portal"), PASSWORD, { mode: 0o600 });
  const trust = join(folder, "trust.pem");
  writeFileSync(trust, readFileSync(join(folder, "chain.pem"), "utf8") + readFileSync(mail.certificate, "utf8"));
  const file = join(folder, "outbound.yaml");
  writeFileSync(file, `
secrets: '${folder}'
trust: '${trust}'
internal_hosts: [localhost]
${mail.email}
identity_providers:
  portal:
    name: ID-portalen
    issuer: ${issuer}
    client_id: ${CLIENT}
    login: { client_secret_basic: { secret: portal } }
    scopes: [openid, pid]
    national_id_claim: pid
    organisations:
      ${ORGANISATION}: { supplier: id-portal, staff: { acr: [high] }, subjects: { acr: [high] } }
`);
  return file;
}
