// An organisation whose staff sign in, over examples/staff-accounts.yaml, with someone invited for each story, and the authenticator app on their phones.
//
// Deliberately not here: how it is served, and what the pages say.

import { createHmac } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { serve } from "./serve.mjs";

export const ORGANISATION = "fjellro";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * @param {string} binary path of the vern binary
 * @returns {Promise<{base: string, invite: (email: string) => string, stop: () => Promise<void>}>}
 */
export async function serveStaff(binary) {
  const { base, place, ask, stop } = await serve(binary, "staff-accounts.yaml");
  const invite = (email) => {
    const person = join(place, "person");
    writeFileSync(person, `Kari Fjelltopp\n${email}\n`);
    return ask(["account", "invite", "--organisation", ORGANISATION, "--person", person, "--role", "administrator"]).path;
  };
  return { base, invite, stop };
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
