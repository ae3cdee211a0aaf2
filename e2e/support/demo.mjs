// Starts `vern demo` on a port of its own and stops it by its own process id.
//
// Deliberately not here: building the binary, and any knowledge of what the demo shows.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Longer than a cold start on a loaded two-core machine; past it the demo is taken to hang. */
const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 10_000;

/**
 * @param {string} binary path of the vern binary
 * @param {number} port the port to ask for; 0 is any free one
 * @returns {Promise<{base: string, link: string, stop: () => Promise<void>}>} the address it printed, the link into the console, and how to stop it
 */
export async function startDemo(binary, port = 0) {
  const child = spawn(binary, ["--language", "en", "demo", "--port", String(port)], { stdio: ["ignore", "pipe", "pipe"] });
  // However this process ends, the demo does not outlive it.
  process.once("exit", () => child.kill("SIGKILL"));
  const errors = [];
  child.stderr.on("data", (chunk) => errors.push(chunk));
  const exited = new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
  const { base, link } = await Promise.race([
    printedAddress(child.stdout),
    failAfter(READY_WITHIN_MS, "the demo printed no address"),
    new Promise((_, reject) => child.once("error", reject)),
    exited.then(({ code, signal }) => {
      throw new Error(`the demo ended before it was ready (${code ?? signal}): ${Buffer.concat(errors)}`);
    }),
  ]).catch((error) => {
    child.kill("SIGKILL");
    throw error;
  });
  child.stdout.resume();
  return { base, link, stop: () => stop(child, exited) };
}

async function printedAddress(stdout) {
  let base;
  for await (const line of createInterface({ input: stdout })) {
    base ??= line.match(/http:\/\/127\.0\.0\.1:\d+(?=\/en\b)/)?.[0];
    const link = line.match(/http:\/\/127\.0\.0\.1:\d+\/console\/en\/enter\/\S+/)?.[0];
    if (base && link) return { base, link };
  }
  return new Promise(() => {}); // The stream ended: the exit says why.
}

async function stop(child, exited) {
  child.kill("SIGTERM");
  const { code, signal } = await Promise.race([exited, failAfter(STOPPED_WITHIN_MS, "the demo did not stop")]).catch(
    (error) => {
      child.kill("SIGKILL");
      throw error;
    },
  );
  if (code !== 0) throw new Error(`the demo ended with ${code ?? signal}`);
}

/** A limit, not a wait: it only ever ends in failure, and holds nothing up. */
function failAfter(milliseconds, message) {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`${message} within ${milliseconds} ms`)), milliseconds).unref();
  });
}
