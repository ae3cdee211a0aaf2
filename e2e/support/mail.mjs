// A mailbox behind a real mail server, the one of crates/vern-testkit/counterpart: what is read in it is what was delivered. What a message is to tell its
// reader alone, a code or a link, stands nowhere else.
//
// Deliberately not here: what is in the messages.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../crates/vern-testkit/counterpart/mail.mjs", import.meta.url));
/** Longer than the five seconds between two looks at the outbox, on a loaded machine; past it nothing comes. */
const ARRIVES_WITHIN_MS = 60_000;

/**
 * @param {string} organisation whose mail it is handed, by its supplier `mail-host`
 * @returns {Promise<{settings: string, email: string, certificate: string, next: (email: string, part: RegExp) => Promise<string>, stop: () => void}>}
 */
export async function openMailbox(organisation) {
  const place = mkdtempSync(join(tmpdir(), "vern-mail-"));
  const [certificate, key] = certified(place);
  const server = spawn(process.execPath, [PROGRAM, "implicit", certificate, key], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  const { port } = JSON.parse((await lines.next()).value);
  const settings = join(place, "outbound.yaml");
  const email = `email: { host: localhost, port: ${port}, tls: implicit, hello: vern.example.no, organisations: { ${organisation}: { supplier: mail-host, from: post@${organisation}.example } } }`;
  writeFileSync(settings, `trust: '${certificate}'\ninternal_hosts: [localhost]\n${email}\n`);

  let letters = [];
  const waiting = new Set();
  const listen = async () => {
    server.stdin.write("wait 1\n");
    for (let told = await lines.next(); !told.done; told = await lines.next()) {
      letters = JSON.parse(told.value).letters;
      waiting.forEach((look) => look());
      server.stdin.write(`wait ${letters.length + 1}\n`);
    }
  };
  listen();

  /** What has been read is not read again: the next letter to someone is one that came after. */
  const read = new Set();
  const next = (email, part) => new Promise((resolve, reject) => {
    const look = () => {
      for (const [number, { to, text }] of letters.entries()) {
        const found = to[0] === email && !read.has(number) && said(text).match(part);
        if (found) {
          read.add(number);
          waiting.delete(look);
          clearTimeout(late);
          resolve(found[0]);
          return;
        }
      }
    };
    const late = setTimeout(() => {
      waiting.delete(look);
      reject(new Error(`nothing came for ${email} that says ${part}`));
    }, ARRIVES_WITHIN_MS);
    late.unref();
    waiting.add(look);
    look();
  });
  const stop = () => {
    server.stdin.end();
    rmSync(place, { recursive: true });
  };
  return { settings, email, certificate, next, stop };
}

/** A certificate for this machine, which is its own authority. */
function certified(place) {
  const [certificate, key] = [join(place, "certificate.pem"), join(place, "key.pem")];
  const about = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=critical,CA:FALSE"];
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-keyout", key, "-out", certificate, ...about], { stdio: "ignore" });
  return [certificate, key];
}

/** What a letter says, as its reader sees it. */
function said(letter) {
  const [head, ...body] = letter.split("\r\n\r\n");
  const text = body.join("\r\n\r\n");
  if (!/content-transfer-encoding: quoted-printable/i.test(head)) return text;
  const bytes = text.replaceAll("=\r\n", "").replace(/=([0-9A-F]{2})/g, (_, byte) => String.fromCharCode(parseInt(byte, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
