// `vern serve` over one charter, on a port of its own, in a folder that goes with it.
//
// Deliberately not here: building the binary, and what the pages say.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Longer than a cold start on a loaded two-core machine; past it the server is taken to hang. */
const READY_WITHIN_MS = 60_000;

/**
 * @param {string} binary path of the vern binary
 * @param {string} charter name of a file in examples/
 * @param {...string} words more for `vern serve`
 * @returns {Promise<{base: string, place: string, run: (...words: string[]) => object, stop: () => Promise<void>}>}
 */
export async function serveCharter(binary, charter, ...words) {
  const place = mkdtempSync(join(tmpdir(), "vern-served-"));
  const where = ["--data", join(place, "data"), "--keys", join(place, "keys")];
  const file = fileURLToPath(new URL(`../../examples/${charter}`, import.meta.url));
  execFileSync(binary, ["charter", "import", file, ...where]);
  const child = spawn(binary, ["--json", "serve", "--listen", "127.0.0.1:0", ...words, ...where], { stdio: ["ignore", "pipe", "inherit"] });
  process.once("exit", () => child.kill("SIGKILL"));
  const exited = new Promise((resolve) => child.once("exit", resolve));
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no server within ${READY_WITHIN_MS} ms`)), READY_WITHIN_MS).unref();
  });
  const base = await Promise.race([printedAddress(child.stdout), exited.then((code) => { throw new Error(`the server ended: ${code}`); }), late]);
  const run = (...words) => JSON.parse(execFileSync(binary, ["--json", ...words, ...where]));
  const stop = async () => {
    child.kill("SIGTERM");
    await exited;
    rmSync(place, { recursive: true });
  };
  return { base, place, run, stop };
}

async function printedAddress(stdout) {
  for await (const line of createInterface({ input: stdout })) {
    const address = line.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0];
    if (address) return address;
  }
  return new Promise(() => {}); // The stream ended: the exit says why.
}
