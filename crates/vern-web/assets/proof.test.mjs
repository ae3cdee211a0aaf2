// Holds proof.js against an independent, naive reading of RFC 6962: trees built by recursion over slices, with
// Node's own hash. Run with `node --test crates/vern-web/assets/proof.test.mjs`.
//
// Deliberately not here: the page (the browser tests look at that) and anything shared with proof.js.

import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { readFile } from "node:fs/promises";
import test from "node:test";

// The module is served to browsers as .js; read as text, Node needs no package.json beside it.
const source = await readFile(new URL("./proof.js", import.meta.url), "utf8");
const proof = await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(source)}`);

const SIZE_MAX = 40;
const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const leafOf = (entry) => sha256(Buffer.of(0), entry);
const nodeOf = (left, right) => sha256(Buffer.of(1), left, right);
const entryOf = (place) => Buffer.from(`entry ${place} of a tree`);

/** Largest power of two smaller than the number of leaves: RFC 6962 § 2.1. */
function split(length) {
  let k = 1;
  while (k * 2 < length) k *= 2;
  return k;
}

function rootOf(leaves) {
  if (leaves.length === 1) return leaves[0];
  const k = split(leaves.length);
  return nodeOf(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

/** PATH(m, D[n]) of RFC 6962 § 2.1.1. */
function pathOf(place, leaves) {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return place < k
    ? [...pathOf(place, leaves.slice(0, k)), rootOf(leaves.slice(k))]
    : [...pathOf(place - k, leaves.slice(k)), rootOf(leaves.slice(0, k))];
}

const bytes = (buffer) => new Uint8Array(buffer);
const hex = (buffer) => (buffer ? Buffer.from(buffer).toString("hex") : null);
const flipped = (buffer, bit) => {
  const copy = bytes(buffer).slice();
  copy[bit >> 3] ^= 1 << (bit & 7);
  return copy;
};

async function leadsTo(root, place, size, leaf, path) {
  return hex(await proof.rootOfInclusionProof(place, size, bytes(leaf), path.map(bytes))) === hex(root);
}

function* trees() {
  for (let size = 1; size <= SIZE_MAX; size += 1) {
    const leaves = Array.from({ length: size }, (_, place) => leafOf(entryOf(place)));
    yield { size, leaves, root: rootOf(leaves) };
  }
}

test("leaf hashes are those of RFC 6962", async () => {
  assert.equal(hex(await proof.leafHash(new Uint8Array())), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  assert.equal(hex(await proof.leafHash(bytes(entryOf(7)))), hex(leafOf(entryOf(7))));
});

test("every place in every tree of 1 to 40 leaves is proved", async () => {
  let proved = 0;
  for (const { size, leaves, root } of trees()) {
    for (let place = 0; place < size; place += 1) {
      assert.ok(await leadsTo(root, place, size, leaves[place], pathOf(place, leaves)), `${place} of ${size}`);
      proved += 1;
    }
  }
  assert.equal(proved, (SIZE_MAX * (SIZE_MAX + 1)) / 2);
});

test("every corrupted proof is rejected", async () => {
  for (const { size, leaves, root } of trees()) {
    for (let place = 0; place < size; place += 1) {
      const path = pathOf(place, leaves);
      const name = `${place} of ${size}`;
      const rejected = async (...corrupted) => assert.ok(!(await leadsTo(root, ...corrupted)), name);
      await rejected(place, size, flipped(leaves[place], (place * 7) % 256), path);
      for (let at = 0; at < path.length; at += 1) {
        const changed = path.map((hash, other) => (other === at ? flipped(hash, (at * 31 + place) % 256) : hash));
        await rejected(place, size, leaves[place], changed);
        await rejected(place, size, leaves[place], path.filter((_, other) => other !== at));
        await rejected(place, size, leaves[place], path.toSpliced(at, 0, path[at]));
      }
      await rejected(place, size, leaves[place], [...path, root]);
      for (let other = 0; other < size; other += 1) {
        if (other !== place) await rejected(other, size, leaves[place], path);
      }
    }
  }
});

test("figures that are no proof at all are rejected", async () => {
  const leaf = bytes(leafOf(entryOf(0)));
  for (const [place, size] of [[-1, 1], [1, 1], [0, 0], [0.5, 2], [NaN, 2], [0, 2 ** 53], [0, Infinity]]) {
    assert.equal(await proof.rootOfInclusionProof(place, size, leaf, []), null);
  }
  assert.equal(await proof.rootOfInclusionProof(0, 2, leaf, [leaf.slice(1)]), null);
  assert.equal(await proof.rootOfInclusionProof(0, 2, leaf.slice(1), [leaf]), null);
  assert.equal(await proof.rootOfInclusionProof(0, 2 ** 52, leaf, Array(64).fill(leaf)), null);
});

test("places above 2^32 keep all their bits", async () => {
  // A perfect left subtree of 2^33 leaves is one known hash; the leaf is the only one to its right.
  const [leaf, left] = [leafOf(entryOf(1)), leafOf(entryOf(2))];
  assert.ok(await leadsTo(nodeOf(left, leaf), 2 ** 33, 2 ** 33 + 1, leaf, [left]));
  assert.ok(!(await leadsTo(nodeOf(left, leaf), 2 ** 33 - 1, 2 ** 33 + 1, leaf, [left])));
});

/** A log of `size` entries with its signed checkpoint, and the figures the page would carry for one place. */
function figuresFor(place, size, name = "demo.invalid/journal/1/0") {
  const leaves = Array.from({ length: size }, (_, at) => leafOf(entryOf(at)));
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const key = Buffer.concat([Buffer.of(1), publicKey.export({ type: "spki", format: "der" }).subarray(-32)]);
  const keyHash = sha256(Buffer.from(`${name}\n`), key).subarray(0, 4);
  const said = `${name}\n${size}\n${rootOf(leaves).toString("base64")}\n`;
  const signature = Buffer.concat([keyHash, sign(null, Buffer.from(said), privateKey)]);
  return {
    entry: entryOf(place).toString("hex"),
    leaf: leaves[place].toString("hex"),
    receipt: `0.${place}.${leaves[place].toString("base64url")}`,
    index: String(place),
    size: String(size),
    path: pathOf(place, leaves).map(hex).join(" "),
    checkpoint: `${said}\n\u2014 ${name} ${signature.toString("base64")}\n`,
    verifierKey: `${name}+${keyHash.toString("hex")}+${key.toString("base64")}`,
  };
}

async function statesOf(figures) {
  const states = {};
  for await (const { step, state } of proof.check(figures)) states[step] = state;
  return states;
}

test("a true proof passes every step", async () => {
  for (const [place, size] of [[0, 1], [6, 13], [12, 13], [31, 32]]) {
    const states = await statesOf(figuresFor(place, size));
    assert.deepEqual(states, { leaf: "ok", receipt: "ok", path: "ok", root: "ok", signature: "ok" });
  }
});

test("each figure that was tampered with fails the step that names it", async () => {
  const figures = figuresFor(6, 13);
  const other = figuresFor(6, 13);
  const cases = [
    ["leaf", { entry: `${figures.entry}00` }],
    ["leaf", { entry: "xyz" }],
    ["leaf", { leaf: other.verifierKey }],
    ["receipt", { receipt: figuresFor(5, 13).receipt }],
    ["receipt", { receipt: figures.receipt.replace("0.6.", "0.7.") }],
    ["receipt", { receipt: "" }],
    ["path", { path: "" }],
    ["path", { path: "zz" }],
    ["path", { index: "13" }],
    ["root", { index: "5" }],
    ["root", { checkpoint: figuresFor(6, 14).checkpoint }],
    ["root", { checkpoint: "" }],
    ["signature", { checkpoint: figures.checkpoint.replace("\n13\n", "\n14\n") }],
    ["signature", { checkpoint: figures.checkpoint.split("\n\n")[0] }],
    ["signature", { verifierKey: other.verifierKey }],
    ["signature", { verifierKey: figures.verifierKey.replace("+", "x+") }],
    ["signature", { verifierKey: "" }],
  ];
  for (const [step, change] of cases) {
    const states = await statesOf({ ...figures, ...change });
    assert.equal(states[step], "bad", `${step}: ${JSON.stringify(change)}`);
  }
});

test("a note with several signatures is read by key name and key hash", async () => {
  const figures = figuresFor(2, 3);
  const foreign = figuresFor(2, 3, "elsewhere.invalid").checkpoint.split("\n\n")[1];
  const [said, own] = figures.checkpoint.split("\n\n");
  assert.equal(await proof.verifyNote(`${said}\n\n${foreign}${own}`, figures.verifierKey), "ok");
  assert.equal(await proof.verifyNote(`${said}\n\n${foreign}`, figures.verifierKey), "bad");
});
