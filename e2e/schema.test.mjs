// The published schema of charters: that it is one, that it agrees with the parser, that an editor's engine works by it, and that
// docs/charter.md says what is so. Run with `node --test e2e/schema.test.mjs` after `npm ci` in this folder; VERN names the binary.
//
// What the schema refuses the parser must refuse. The other way the parser is stricter (references, dates, what stands together), and reads
// some scalars the schema wants in YAML's own type: NARROWER, a closed list.

import { execFile, spawnSync } from "node:child_process";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import Ajv2020 from "ajv/dist/2020.js";
import { parse } from "yaml";

import { startLanguageServer } from "./support/language-server.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const binary = resolve(root, process.env.VERN ?? "target/debug/vern");
const folder = mkdtempSync(join(tmpdir(), "vern-schema-"));
after(() => rmSync(folder, { recursive: true }));

const printed = vern("charter", "schema").stdout;
const schema = JSON.parse(printed);
const guide = readFileSync(join(root, "docs/charter.md"), "utf8");
const examples = readdirSync(join(root, "examples"), { recursive: true })
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => join(root, "examples", name));
/** The guide's documents, by their kind: the least there can be of each. What names no kind is a part of one. */
const least = Object.fromEntries(blocks("yaml").map((text) => [parse(text).kind, text]).filter(([kind]) => kind));

// What editors read beside the standard's own keywords is named, so that a misspelt keyword fails.
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
for (const keyword of ["enumDescriptions", "patternErrorMessage"]) ajv.addKeyword(keyword);
const isValid = ajv.compile(schema);

for (const [kind, text] of Object.entries(least)) writeFileSync(join(folder, `${kind}.yaml`), text);
writeFileSync(join(folder, "charter.schema.json"), printed);

function vern(...given) {
  const environment = { ...process.env, VERN_LANGUAGE: "en" };
  const { status, stdout, stderr, error } = spawnSync(binary, given, { encoding: "utf8", cwd: folder, env: environment });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** Codes `vern charter check` refuses a text with; none where it takes it. */
function refusals(text, kind) {
  writeFileSync(join(folder, "edited.yaml"), text);
  const { stdout, stderr } = vern("--json", "charter", "check", "edited.yaml", ...termsOf(kind));
  return codesOf(stdout, stderr);
}

/** Codes of an answer with `--json`: errors of the document, or the one problem that kept it from being looked at, such as missing terms. */
function codesOf(stdout, stderr) {
  const answer = JSON.parse(stdout || stderr);
  return answer.errors?.map((error) => error.code) ?? [answer.code];
}

const termsOf = (kind, terms = join(folder, "terms.yaml")) => (kind === "agreement" ? ["--terms", terms] : []);

/** Fenced blocks of the guide in one language. */
function blocks(language) {
  return [...guide.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))].map(([, text]) => text);
}

function edited(kind, from, to) {
  const text = least[kind].replace(from, to);
  assert.notEqual(text, least[kind], `the edit changes nothing: ${from}`);
  return text;
}

test("the schema is valid draft 2020-12 and is the published copy", () => {
  assert.equal(schema.$schema, "https://json-schema.org/draft/2020-12/schema");
  assert.ok(ajv.validateSchema(schema), ajv.errorsText());
  assert.equal(readFileSync(join(root, "docs/charter.schema.json"), "utf8"), printed);
});

test("no name of the program's own types shows", () => {
  for (const name of Object.keys(schema.$defs)) assert.match(name, /^[A-Z][a-z]+([A-Z][a-z]+)*$/);
  assert.doesNotMatch(printed, /FactOf|Placed|_of_/);
});

for (const path of examples) {
  test(`${path.slice(root.length + 1)} is valid, as written and as exported`, () => {
    const document = parse(readFileSync(path, "utf8"));
    assert.ok(isValid(document), ajv.errorsText(isValid.errors));
    assert.ok(isValid(parse(vern("charter", "export", path).stdout)), ajv.errorsText(isValid.errors));
  });
}

/** Edits of the guide's documents: kind, from, to, whether the schema catches it, the code the parser refuses it with. */
const BROKEN = [
  // Fields and words.
  ["charter", "languages:", "colour: red\nlanguages:", true, "charter.field_unknown"],
  ["charter", "    subjects:", "    retenton: not_stated\n    subjects:", true, "charter.field_unknown"],
  ["charter", "lookup: true", "look_up: true", true, "charter.field_unknown"],
  ["charter", "from: created", "form: created", true, "charter.field_unknown"],
  ["charter", '    basis: { article: "6(1)(b)" }\n', "", true, "charter.field_missing"],
  ["charter", "organisation:", "organization:", true, "charter.field_unknown"],
  ["charter", "    clause: What we use data for\n", "", true, "charter.field_missing"],
  ["charter", "en: Customers", "de: Kunden", true, "charter.field_unknown"],
  ["charter", ", en: Customers", "", true, "charter.field_missing"],
  ["charter", "kind: charter", "kind: charta", true, "charter.field_value"],
  ["charter", "vern: 1", "vern: 2", true, "charter.schema_unsupported"],
  ["charter", "state: untried", "state: unknown", true, "charter.field_value"],
  ["charter", "kind: text", "kind: string", true, "charter.field_value"],
  ["charter", "operations: [register,", "operations: [collect,", true, "charter.field_value"],
  ["charter", "acts: [register,", "acts: [collect,", true, "charter.field_value"],
  ["charter", "languages: [nb, en]", "languages: [no, en]", true, "charter.field_value"],
  ["charter", "languages: [nb, en]", "languages: nb", true, "charter.field_value"],
  ["charter", "after: P2Y", "while: employment", true, "charter.field_value"],
  // Forms of texts.
  ["charter", 'country: "NO"', "country: Norway", true, "charter.field_value"],
  ["charter", 'country: "NO"', 'country: "no"', true, "charter.field_value"],
  ["charter", "after: P2Y", "after: 2 years", true, "charter.field_value"],
  ["charter", "after: P2Y", "after: P0D", true, "charter.field_value"],
  ["charter", "after: P2Y", "after: PT24H", true, "charter.field_value"],
  ["charter", "2026-01-01T00:00:00Z", "2026-01-01", true, "charter.field_value"],
  ["charter", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00", true, "charter.field_value"],
  ["charter", "nb: Kunder", 'nb: " "', true, "charter.field_value"],
  ["charter", "6(1)(b)", "6(1)(g)", true, "charter.basis_form"],
  ["charter", "6(1)(b)", "art. 6 b", true, "charter.basis_form"],
  ["charter", "id: fjellheim", "id: Fjellheim", true, "charter.id_form"],
  ["charter", "id: orders", "id: our orders", true, "charter.id_form"],
  // Facts.
  ["charter", /basis: .*/, 'basis: { aim: { article: "6(1)(b)" }, article: "6(1)(b)" }', true, "charter.field_value"],
  ["charter", /purpose: .*/, "purpose: {}", true, "charter.field_value"],
  ["charter", /purpose: .*/, "purpose: unstated", true, "charter.field_value"],
  ["charter", /basis: .*/, "basis: []", true, "charter.field_value"],
  // The three kinds.
  ["charter", "roles:", "terms: { agreed_by: [signature], rank: not_stated }\nroles:", true, "charter.field_unknown"],
  ["charter", "kind: charter", "kind: terms", true, "charter.field_missing"],
  ["charter", "kind: charter", "kind: agreement", true, "charter.field_unknown"],
  ["terms", /^terms:.*/ms, "", true, "charter.field_missing"],
  ["terms", "kind: terms", "kind: charter", true, "charter.field_unknown"],
  ["terms", "rank: not_stated", "rank: terms_last", true, "charter.field_value"],
  ["terms", "rank: not_stated", "rank: not_stated\n  counting: { calendar: DK }", true, "charter.field_value"],
  ["terms", "terms:", "periods: { erasure: { working_days: 0 } }\nterms:", true, "charter.field_value"],
  ["terms", "terms:", "periods: { erasure: { days: 5 } }\nterms:", true, "charter.field_value"],
  ["agreement", "under: { processor: skyvakt }\n", "", true, "charter.field_missing"],
  ["agreement", "under: { processor: skyvakt }", "under: skyvakt", true, "charter.field_value"],
  ["agreement", "signed: not_stated", "signed: yes", true, "charter.field_value"],
  ["agreement", "    clause:", "    purpose: not_stated\n    clause:", true, "charter.field_unknown"],
  ["agreement", "controller:", "organisation:", true, "charter.field_unknown"],
  // What only the parser sees.
  ["charter", "data: [name, email]", "data: [name, phone]", false, "charter.reference_unknown"],
  ["charter", "id: email, kind", "id: name, kind", false, "charter.id_duplicate"],
  ["charter", "after: P2Y, from: created", "after: P2Y, while: contract", false, "charter.retention_form"],
  ["charter", "after: P2Y", "after: P101Y", false, "charter.field_value"],
  ["charter", "2026-01-01T00:00:00Z", "2026-02-30T00:00:00Z", false, "charter.field_value"],
  ["charter", "kind: email, lookup", "kind: document, lookup", false, "charter.lookup_kind"],
  ["charter", "subjects: [customer]", "subjects: []", false, "charter.empty"],
  ["charter", "{ nb: Kunder, en: Customers }", "&words { nb: Kunder, en: Customers }", false, "charter.anchor"],
  ["charter", /basis: .*/, "basis: by_controller", false, "charter.basis_form"],
];

describe("a broken edit", () => {
  for (const [kind, from, to, caught, code] of BROKEN) {
    const name = `${kind}: ${String(from).trim().slice(0, 40)} → ${to.trim().split("\n")[0].slice(0, 60)}`;
    test(`${name} (${caught ? "schema and parser" : "parser only"}: ${code})`, () => {
      const text = edited(kind, from, to);
      assert.equal(!isValid(parse(text)), caught, ajv.errorsText(isValid.errors));
      assert.ok(refusals(text, kind).includes(code), `refused with ${refusals(text, kind)}`);
    });
  }
});

/** Scalars the parser reads although YAML has another type for them. The editor says so; nothing else may be in this list. */
const NARROWER = [
  ["a number as a text", 'version: "2026-11-22"', "version: 1.0"],
  ["a number in quotation marks", "vern: 1", 'vern: "1"'],
  ["true in quotation marks", "lookup: true", 'lookup: "true"'],
  ["a field with nothing after it", "    subjects:", "    service:\n    subjects:"],
  ["a word as a field with nothing after it", "state: untried", "state: { untried: }"],
];

for (const [what, from, to] of NARROWER) {
  test(`the schema is narrower than the parser: ${what}`, () => {
    const text = edited("charter", from, to);
    assert.ok(!isValid(parse(text)));
    assert.deepEqual(refusals(text, "charter"), []);
  });
}

/** Every place of a document, the first of each list standing for the others: its holder, its key, and its path. */
function* places(value, path = "") {
  if (Array.isArray(value)) {
    if (value.length > 0 && typeof value[0] === "object") yield* places(value[0], `${path}[]`);
  } else if (value !== null && typeof value === "object") {
    for (const key of Object.keys(value)) {
      yield { holder: value, key, path: `${path}.${key}` };
      yield* places(value[key], `${path}.${key}`);
    }
  }
}

/** What can be done to one place. Each changes the holder and leaves the rest. */
const CHANGES = {
  "left out": ({ holder, key }) => delete holder[key],
  "beside an unknown field": ({ holder }) => (holder.no_such_field = "x"),
  "a text": ({ holder, key }) => (holder[key] = "Zz 9"),
  "not_stated": ({ holder, key }) => (holder[key] = "not_stated"),
  "an empty mapping": ({ holder, key }) => (holder[key] = {}),
  "an empty list": ({ holder, key }) => (holder[key] = []),
  "a list of it": ({ holder, key }) => (holder[key] = [holder[key]]),
  "an aim": ({ holder, key }) => (holder[key] = { aim: holder[key] }),
  "an aim and more": ({ holder, key }) => (holder[key] = { aim: holder[key], more: 1 }),
};

/** Each change at each place of each kind, once, whichever document shows the place first. */
function* changedDocuments() {
  const seen = new Set();
  for (const path of [...examples, ...Object.keys(least).map((kind) => join(folder, `${kind}.yaml`))]) {
    const original = parse(readFileSync(path, "utf8"));
    const found = [...places(original)].map((place, index) => ({ index, at: `${original.kind}${place.path}` }));
    for (const { index, at } of found.filter((place) => !seen.has(place.at))) {
      seen.add(at);
      for (const [what, change] of Object.entries(CHANGES)) {
        const document = structuredClone(original);
        change([...places(document)][index]);
        yield { name: `${at}: ${what}`, document, terms: join(dirname(path), "terms.yaml"), kind: original.kind };
      }
    }
  }
}

test("every field changed in every way: what the schema refuses the parser refuses", { timeout: 600_000 }, async () => {
  const changed = changedDocuments();
  const wrong = [];
  const counted = { refused_by_both: 0, refused_by_parser: 0, taken: 0 };
  const work = async (_, worker) => {
    const path = join(folder, `changed-${worker}.yaml`);
    for (const { name, document, terms, kind } of changed) {
      writeFileSync(path, JSON.stringify(document)); // JSON is YAML.
      const given = ["--json", "charter", "check", path, ...termsOf(kind, terms)];
      const { stdout, stderr } = await promisify(execFile)(binary, given).catch((failed) => failed);
      const codes = codesOf(stdout, stderr);
      const caught = !isValid(document);
      if (caught && codes.length === 0) wrong.push(`${name}: the parser takes it: ${ajv.errorsText(isValid.errors)}`);
      const ofFields = codes.some((code) => code === "charter.field_unknown" || code === "charter.field_missing");
      if (!caught && ofFields) wrong.push(`${name}: the schema takes it: ${codes}`);
      counted[caught ? "refused_by_both" : codes.length > 0 ? "refused_by_parser" : "taken"] += 1;
    }
  };
  await Promise.all([0, 1, 2].map(work));
  assert.deepEqual(wrong, []);
  assert.ok(counted.refused_by_both > 1000 && counted.taken > 100, JSON.stringify(counted));
  console.log(counted);
});

describe("an editor's engine (yaml-language-server)", () => {
  let editor;
  before(async () => (editor = await startLanguageServer(folder)));
  after(async () => assert.equal(await editor.stop(), 0));

  const MODELINE = "# yaml-language-server: $schema=./charter.schema.json\n";
  const inCharter = (from, to) => edited("charter", from, to);

  test("the guide's documents name the schema and have nothing to mark", async () => {
    for (const text of Object.values(least)) {
      assert.ok(text.startsWith(MODELINE));
      assert.deepEqual(await editor.diagnose(text), []);
    }
  });

  test("fields of an activity are offered, with their texts", async () => {
    const offered = await editor.complete(`${MODELINE}vern: 1\nkind: charter\nactivities:\n  - id: orders\n    ¦\n`);
    for (const field of ["label", "clause", "purpose", "basis", "subjects", "data", "operations", "recipients", "retention"]) {
      assert.ok(offered.has(field), `${field} of ${[...offered.keys()]}`);
    }
    assert.match(offered.get("recipients"), /To whom it goes/);
    assert.ok(!offered.has("id"), "what stands there is not offered again");
  });

  test("the kinds are offered, and then the fields of that kind", async () => {
    const kinds = await editor.complete(inCharter("kind: charter", "kind: ¦"));
    assert.deepEqual([...kinds.keys()], ["charter", "terms", "agreement"]);
    assert.match(kinds.get("terms"), /A processor's standard terms/);
    const own = { charter: ["organisation"], terms: ["organisation", "terms"], agreement: ["controller", "under", "signed"] };
    for (const [kind, fields] of Object.entries(own)) {
      const offered = await editor.complete(`${MODELINE}vern: 1\nkind: ${kind}\n¦`);
      const others = Object.values(own).flat().filter((field) => !fields.includes(field));
      for (const field of fields) assert.ok(offered.has(field), `${field} in ${kind}`);
      for (const field of others) assert.ok(!offered.has(field), `no ${field} in ${kind}`);
    }
  });

  test("words are offered with what they mean, and never null", async () => {
    const bases = await editor.complete(inCharter("6(1)(b)", "¦"));
    assert.match([...bases].find(([label]) => label.includes("6(1)(f)"))[1], /Legitimate interests/);
    const acts = await editor.complete(inCharter("operations: [register,", "operations: [¦,"));
    assert.match(acts.get("restrict"), /only stored/);
    const facts = await editor.complete(inCharter(/purpose: .*/, "purpose: ¦"));
    assert.match(facts.get("open"), /undecided/);
    const instants = await editor.complete(inCharter("    subjects:", "    observe_until: ¦\n    subjects:"));
    assert.deepEqual([...instants.keys()], ["2026-01-01T00:00:00Z"]);
    const periods = await editor.complete(inCharter("after: P2Y", "after: ¦"));
    assert.deepEqual([...periods.keys()], ["P60D", "P1M", "P3Y6M"]);
    const areas = await editor.complete(inCharter("    subjects:", "    places: { stored: [¦] }\n    subjects:"));
    for (const area of ["SE", "EU", "EEA"]) assert.ok(areas.has(area), area);
  });

  test("hovering shows what the field is, and what its words mean", async () => {
    assert.match(await editor.hover(inCharter("    basis:", "    ba¦sis:")), /Legal basis \(art\. 6\)/);
    assert.match(await editor.hover(inCharter("    retention:", "    reten¦tion:")), /How long it is kept/);
    assert.match(await editor.hover(inCharter("after: P2Y", "aft¦er: P2Y")), /Erased when this long has passed/);
    const state = await editor.hover(inCharter("state: untried", "sta¦te: untried"));
    assert.match(state, /Whether it worked when it was tried/);
    assert.match(state, /`broken`: It was tried and did not/);
    assert.match(await editor.hover(inCharter("kind: charter", "ki¦nd: charter")), /`agreement`: A controller's agreement under terms/);
  });

  test("what is wrong is marked where it stands, in words", async () => {
    const lineOf = (text, part) => text.slice(0, text.indexOf(part)).split("\n").length;
    for (const [from, to, part, message] of [
      ["    subjects:", "    colour: red\n    subjects:", "colour", /Property colour is not allowed/],
      ["state: untried", "state: tried", "state: tried", /Valid values: "works", "broken", "untried"/],
      ["after: P2Y", "after: 2 years", "after: 2", /A period is written P, then years Y/],
      ['country: "NO"', "country: Norway", "country:", /two capital letters/],
      ["roles:", "terms: { agreed_by: [signature], rank: open }\nroles:", "terms:", /Property terms is not allowed/],
      ["    clause: What we use data for\n", "", "- id: orders", /Missing property "clause"/],
    ]) {
      const text = inCharter(from, to);
      const marks = await editor.diagnose(text);
      assert.equal(marks.length, 1, JSON.stringify(marks));
      assert.match(marks[0].message, message);
      assert.equal(marks[0].line, lineOf(text, part), to);
    }
  });
});

test("docs/charter.md: each command gives what is shown", () => {
  for (const name of ["charter", "terms", "agreement"]) assert.ok(least[name], `a document of kind ${name}`);
  const environment = { ...process.env, VERN_LANGUAGE: "en", PATH: `${dirname(binary)}:${process.env.PATH}` };
  for (const block of blocks("console")) {
    const script = [...block.matchAll(/^\$ (.*)$/gm)].map(([, command]) => command).join("\n");
    const commands = script.split("\n").map((command) => `printf '%s\\n' ${quoted(`$ ${command}`)} >&1; (exit $last); ${command}; last=$?`);
    const { stdout } = spawnSync("sh", ["-c", `exec 2>&1; last=0\n${commands.join("\n")}`], { encoding: "utf8", cwd: folder, env: environment });
    assert.equal(stdout, block);
  }
});

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
