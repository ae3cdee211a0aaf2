// Checks an inclusion proof in the reader's own browser, so that nobody has to take the server's word for it:
// the leaf hash from the entry's bytes (RFC 6962 § 2.1), the way up the tree (RFC 9162 § 2.1.3.2), the root in the
// checkpoint, and the checkpoint's Ed25519 signature (C2SP signed-note). Plain module, WebCrypto only.
//
// Deliberately not here: fetching anything (all figures stand in the page), words (the server delivers them in
// data attributes, translated), and a SHA-256 of its own: without WebCrypto the server's verdict stands alone.

/** Index, size and path beyond this are refused before any arithmetic: a path has at most one hash a level. */
const PATH_LENGTH_MAX = 63;
const HASH_BYTES = 32;
const ED25519 = 0x01;

/** @param {string} hex @returns {Uint8Array} */
export function bytesFromHex(hex) {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex)) throw new Error("not hexadecimal");
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) => parseInt(hex.slice(2 * at, 2 * at + 2), 16));
}

/** @param {Uint8Array} bytes @returns {string} */
export function hexFromBytes(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Standard and URL-safe base64, with or without padding. @param {string} text @returns {Uint8Array} */
export function bytesFromBase64(text) {
  const standard = text.replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
}

function concatenate(...parts) {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function equal(left, right) {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}

async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** SHA-256(0x00 ‖ entry). */
export function leafHash(entry) {
  return sha256(concatenate([0x00], entry));
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left, right) {
  return sha256(concatenate([0x01], left, right));
}

/**
 * The root an inclusion proof leads to, step for step as RFC 9162 § 2.1.3.2; null where the proof does not fit the
 * place and the size. Sizes are whole numbers below 2^53, so division stands for the shifts (which cut at 32 bits).
 *
 * @param {number} index @param {number} size @param {Uint8Array} leaf @param {Uint8Array[]} path
 * @returns {Promise<Uint8Array | null>}
 */
export async function rootOfInclusionProof(index, size, leaf, path) {
  const whole = Number.isSafeInteger(index) && Number.isSafeInteger(size);
  if (!whole || index < 0 || index >= size || path.length > PATH_LENGTH_MAX) return null;
  if (leaf.length !== HASH_BYTES || path.some((hash) => hash.length !== HASH_BYTES)) return null;
  let place = index;
  let last = size - 1;
  let root = leaf;
  for (const sibling of path) {
    if (last === 0) return null;
    if (place % 2 === 1 || place === last) {
      root = await nodeHash(sibling, root);
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2);
        last = Math.floor(last / 2);
      }
    } else {
      root = await nodeHash(root, sibling);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? root : null;
}

/**
 * A checkpoint (C2SP tlog-checkpoint): origin, size and root on the first three lines of a signed note.
 *
 * @param {string} note @returns {{origin: string, size: number, root: Uint8Array} | null}
 */
export function readCheckpoint(note) {
  const [origin, size, root] = note.split("\n");
  if (!origin || !/^(0|[1-9][0-9]{0,15})$/.test(size ?? "") || !root) return null;
  try {
    const bytes = bytesFromBase64(root);
    return bytes.length === HASH_BYTES ? { origin, size: Number(size), root: bytes } : null;
  } catch {
    return null;
  }
}

/** A verifier key `name+hash+key`: the hash is SHA-256(name ‖ newline ‖ type ‖ key), first four bytes. */
async function readVerifierKey(text) {
  const [name, hash, ...rest] = text.trim().split("+");
  const key = bytesFromBase64(rest.join("+"));
  if (key.length !== 1 + HASH_BYTES || key[0] !== ED25519) return null;
  const expected = await sha256(concatenate(new TextEncoder().encode(`${name}\n`), key));
  return hexFromBytes(expected.slice(0, 4)) === hash ? { name, hash, key: key.slice(1) } : null;
}

/** The bytes of this key's signature under a note; null where there is none. */
function signatureOf(signatures, verifier) {
  for (const line of signatures.split("\n")) {
    const [dash, name, encoded] = line.split(" ");
    if (dash !== "\u2014" || name !== verifier.name || !encoded) continue;
    const bytes = bytesFromBase64(encoded);
    if (hexFromBytes(bytes.slice(0, 4)) === verifier.hash) return bytes.slice(4);
  }
  return null;
}

/**
 * Whether a signed note carries a valid signature by the verifier key.
 *
 * @param {string} note @param {string} verifierKey @returns {Promise<"ok" | "bad" | "unsupported">}
 */
export async function verifyNote(note, verifierKey) {
  const border = note.lastIndexOf("\n\n");
  if (border < 0) return "bad";
  try {
    const verifier = await readVerifierKey(verifierKey);
    const signature = verifier && signatureOf(note.slice(border + 2), verifier);
    if (!signature) return "bad";
    const key = await importKey(verifier.key);
    if (!key) return "unsupported";
    const said = new TextEncoder().encode(note.slice(0, border + 1));
    return (await crypto.subtle.verify("Ed25519", key, signature, said)) ? "ok" : "bad";
  } catch {
    return "bad";
  }
}

async function importKey(bytes) {
  try {
    return await crypto.subtle.importKey("raw", bytes, "Ed25519", false, ["verify"]);
  } catch (error) {
    if (error.name === "NotSupportedError") return null;
    throw error;
  }
}

/**
 * Every step of the check, in the order a reader follows it. A step that cannot be made counts as bad.
 *
 * @param {{entry: string, leaf: string, receipt: string, index: string, size: string, path: string,
 *          checkpoint: string, verifierKey: string}} figures as they stand in the page's data attributes
 * @yields {{step: "leaf" | "receipt" | "path" | "root" | "signature", state: "ok" | "bad" | "unsupported"}}
 */
export async function* check(figures) {
  const state = (right) => (right ? "ok" : "bad");
  const leaf = await attempt(() => leafHash(bytesFromHex(figures.entry)));
  yield { step: "leaf", state: state(leaf && hexFromBytes(leaf) === figures.leaf.toLowerCase()) };

  const [, place, named] = figures.receipt.split(".");
  const receipt = await attempt(() => bytesFromBase64(named));
  yield { step: "receipt", state: state(leaf && receipt && equal(receipt, leaf) && place === figures.index) };

  const path = await attempt(() => figures.path.split(" ").filter(Boolean).map(bytesFromHex));
  const root = leaf && path && (await rootOfInclusionProof(Number(figures.index), Number(figures.size), leaf, path));
  yield { step: "path", state: state(root) };

  const checkpoint = readCheckpoint(figures.checkpoint);
  const same = root && checkpoint && checkpoint.size === Number(figures.size) && equal(root, checkpoint.root);
  yield { step: "root", state: state(same) };

  yield { step: "signature", state: await verifyNote(figures.checkpoint, figures.verifierKey) };
}

async function attempt(work) {
  try {
    return await work();
  } catch {
    return null;
  }
}

/** Makes the check for one element and writes each step and the verdict into it. */
async function run(element) {
  const words = element.dataset;
  const verdict = element.querySelector("[data-proof-verdict]");
  const say = (name, kind) => {
    verdict.textContent = words[`text${name}`];
    verdict.dataset.state = kind;
  };
  element.querySelector("[data-proof-live]").hidden = false;
  if (!globalThis.crypto?.subtle) return say("VerdictUnsupported", "unsupported");
  say("VerdictRunning", "running");
  const steps = element.querySelector("[data-proof-steps]");
  const states = new Set();
  for await (const { step, state } of check(words)) {
    states.add(state);
    const line = document.createElement("li");
    line.dataset.state = state;
    line.textContent = words[`text${step[0].toUpperCase()}${step.slice(1)}${state[0].toUpperCase()}${state.slice(1)}`];
    steps.append(line);
  }
  if (states.has("bad")) return say("VerdictBad", "bad");
  return states.has("unsupported") ? say("VerdictPartial", "unsupported") : say("VerdictOk", "ok");
}

if (typeof document !== "undefined") {
  document.querySelectorAll("[data-proof]").forEach(run);
}
