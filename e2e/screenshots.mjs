// node e2e/screenshots.mjs BINARY — writes the pictures of the pages to docs/screenshots.

import { mkdir, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { openBrowser, openContext } from "./support/browser.mjs";
import { startDemo } from "./support/demo.mjs";
import { CONSOLE_PAGES, LANGUAGES, PAGES, enterConsole } from "./support/pages.mjs";

const FOLDER = new URL("../docs/screenshots/", import.meta.url);
const WIDTHS = { wide: 1280, narrow: 390 };
const HEIGHT_MAX = 1600;
const BYTES_MAX = 300_000;
/** Name of the picture and the page it shows. */
const PICTURES = { guide: "guide", notice: "notice", "working-view": "working-view", refusal: "refusal", journal: "journal-entry" };
/** The same of the console, wide alone. */
const CONSOLE_PICTURES = { console: "console-overview", "data-flows": "console-suppliers", "next-version": "console-compared" };
/** The port people are told of; the demo takes another where it is taken. */
const PORT = 8440;

const [binary] = process.argv.slice(2);
if (!binary) {
  console.error("usage: node e2e/screenshots.mjs BINARY");
  process.exit(2);
}

async function take(browser, base, { picture, kind, language, width, colorScheme = "light", suffix, storageState }) {
  const { context } = await openContext(browser, { viewport: { width, height: 900 }, colorScheme, storageState });
  try {
    const page = await context.newPage();
    await kind.open(page, base, language);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    const path = fileURLToPath(new URL(`${picture}-${language}-${suffix}.png`, FOLDER));
    await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, HEIGHT_MAX) } });
    const { size } = await stat(path);
    if (size > BYTES_MAX) throw new Error(`${path} has ${size} bytes, more than ${BYTES_MAX}`);
    console.log(`${picture}-${language}-${suffix}.png ${Math.round(size / 1000)} kB`);
  } finally {
    await context.close();
  }
}

await mkdir(FOLDER, { recursive: true });
const demo = await startDemo(binary, PORT);
try {
  const browser = await openBrowser();
  try {
    for (const [picture, page] of Object.entries(PICTURES)) {
      for (const language of LANGUAGES) {
        for (const [suffix, width] of Object.entries(WIDTHS)) {
          await take(browser, demo.base, { picture, kind: PAGES[page], language, width, suffix });
        }
      }
    }
    const storageState = await enterConsole(browser, demo.link);
    for (const [picture, page] of Object.entries(CONSOLE_PICTURES)) {
      for (const language of LANGUAGES) {
        await take(browser, demo.base, { picture, kind: CONSOLE_PAGES[page], language, width: WIDTHS.wide, suffix: "wide", storageState });
      }
    }
    const dark = { picture: "working-view", kind: PAGES["working-view"], language: "nb", width: WIDTHS.wide };
    await take(browser, demo.base, { ...dark, colorScheme: "dark", suffix: "dark" });
  } finally {
    await browser.close();
  }
} finally {
  await demo.stop();
}
