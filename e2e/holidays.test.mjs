// The holidays Vern ships for Norway and Sweden, held against an independent list, 2000 to 2050: the npm package date-holidays, which has its own
// rules and its own Easter. Run with `node --test e2e/holidays.test.mjs` after `npm ci` in this folder; cargo builds the listing.
//
// Where the two legitimately differ stands in DIFFERENCES, each with its reason; any other difference fails, and so does a reason no longer needed.

import { execFileSync } from "node:child_process";
import assert from "node:assert/strict";
import { dirname } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import Holidays from "date-holidays";

const FIRST_YEAR = 2000;
const LAST_YEAR = 2050;

/** Public holidays one of the two has and the other has not: `country day`, and why ours is as it is. */
const DIFFERENCES = new Map(
  ["2000-06-12", "2001-06-04", "2002-05-20", "2003-06-09", "2004-05-31"].map((day) => [
    `SE ${day}`,
    "Whit Monday was a public holiday in Sweden until lag (2004:1320) came into force on 1 April 2005; date-holidays has it as an observance throughout",
  ]),
);

/** What date-holidays calls the days Swedish law puts beside holidays (lag 1930:173 § 2). Norway's eves of the same kind are nothing in law. */
const EQUAL_TYPE = "bank";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const listing = shipped();

function shipped() {
  const cargo = process.env.CARGO ?? "cargo";
  const asked = ["--", String(FIRST_YEAR), String(LAST_YEAR)];
  const text = execFileSync(
    cargo,
    ["run", "--locked", "--quiet", "--package", "vern-policy", "--example", "holidays", ...asked],
    { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  return text.trim().split("\n").map((line) => {
    const [calendar, day, kind] = line.split(",");
    return { calendar, day, kind };
  });
}

function ours(country, kind) {
  const days = listing.filter((holiday) => holiday.calendar === country && holiday.kind === kind);
  return new Set(days.map((holiday) => holiday.day));
}

function theirs(country, type) {
  const calendar = new Holidays(country);
  const days = new Set();
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    for (const holiday of calendar.getHolidays(year)) {
      // `date` is local to the country: its first ten characters are the civil day.
      if (holiday.type === type) days.add(holiday.date.slice(0, 10));
    }
  }
  return days;
}

/** Days only one of the two has, `country day`, in order. */
function differences(country, mine, other) {
  const only = [...mine].filter((day) => !other.has(day)).concat([...other].filter((day) => !mine.has(day)));
  return only.sort().map((day) => `${country} ${day}`);
}

test("public holidays of Norway and Sweden are those of an independent list", () => {
  const found = ["NO", "SE"].flatMap((country) =>
    differences(country, ours(country, "public"), theirs(country, "public")),
  );
  assert.deepEqual(found, [...DIFFERENCES.keys()]);
});

test("every year has as many as the law names", () => {
  for (const [country, count] of [["NO", 12], ["SE", 13]]) {
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
      const inYear = listing.filter(
        (holiday) => holiday.calendar === country && holiday.kind === "public" && holiday.day.startsWith(`${year}-`),
      );
      assert.equal(inYear.length, count, `${country} ${year}`);
    }
  }
});

test("days Swedish law puts beside holidays are the same eves", () => {
  assert.deepEqual(differences("SE", ours("SE", "equal"), theirs("SE", EQUAL_TYPE)), []);
  assert.equal(ours("NO", "equal").size, 0);
});
