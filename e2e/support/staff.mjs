// An organisation whose staff sign in: `vern serve` on a port of its own over examples/staff-accounts.yaml, with someone invited for each story, and
// the authenticator app on their phones.
//
// Deliberately not here: building the binary, and what the pages say.

import { execFileSync, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const CHARTER = fileURLToPath(new URL("../../examples/staff-accounts.yaml", import.meta.url));
export const ORGANISATION = "fjellro";
/** Longer than a cold start on a loaded two-core machine; past it the server is taken to hang. */
const READY_WITHIN_MS = 60_000;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * @param {string} binary path of the vern binary
 * @returns {Promise<{base: string, invite: (email: string) => string, stop: () => Promise<void>}>}
 */
export async function serveStaff(binary) {
  const place = mkdtempSync(join(tmpdir(), "vern-staff-"));
  const where = ["--data", join(place, "data"), "--keys", join(place, "keys")];
  execFileSync(binary, ["charter", "import", CHARTER, ...where]);
  const child = spawn(binary, ["--json", "serve", "--listen", "127.0.0.1:0", ...where], { stdio: ["ignore", "pipe", "inherit"] });
  process.once("exit", () => child.kill("SIGKILL"));
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no server within ${READY_WITHIN_MS} ms`)), READY_WITHIN_MS).unref();
  });
  const base = await Promise.race([printedAddress(child.stdout), exited.then((code) => { throw new Error(`the server ended: ${code}`); }), late]);
  const invite = (email) => {
    const person = ["--person", join(place, "person"), "--role", "administrator"];
    writeFileSync(join(place, "person"), `Kari Fjelltopp\n${email}\n`);
    const told = execFileSync(binary, ["--json", "account", "invite", "--organisation", ORGANISATION, ...person, ...where]);
    return JSON.parse(told).path;
  };
  const stop = async () => {
    child.kill("SIGTERM");
    await exited;
    rmSync(place, { recursive: true });
  };
  return { base, invite, stop };
}

async function printedAddress(stdout) {
  for await (const line of createInterface({ input: stdout })) {
    const address = line.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0];
    if (address) return address;
  }
  return new Promise(() => {}); // The stream ended: the exit says why.
}

/** The code an authenticator app shows for a secret now, or so many steps from now (RFC 6238). */
export function codeShown(secret, steps = 0) {
  const bits = [...secret.replaceAll(" ", "")].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const tag = createHmac("sha1", key).update(counter).digest();
  const number = tag.readUInt32BE(tag.at(-1) & 0x0f) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, "0");
}
