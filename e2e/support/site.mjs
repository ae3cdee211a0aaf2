// The static site `vern publish` writes of a sample vendor with one customer, whole: as it is handed to the authority.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const EXAMPLES = fileURLToPath(new URL("../../examples/field-service/", import.meta.url));
const PAPERS = ["charter.yaml", "terms.yaml", "agreement.yaml"];
export const ORGANISATION = "strandli";

/**
 * @param {string} binary path of the vern binary
 * @returns {{folder: string, pages: string[], remove: () => void}} the folder, and its pages by their paths there
 */
export function publishSite(binary) {
  const place = mkdtempSync(join(tmpdir(), "vern-site-"));
  const where = ["--data", join(place, "data"), "--keys", join(place, "keys"), "--language", "en"];
  const folder = join(place, "site");
  for (const paper of PAPERS) execFileSync(binary, ["charter", "import", join(EXAMPLES, paper), ...where]);
  execFileSync(binary, ["publish", folder, "--organisation", ORGANISATION, "--for", "authority", ...where]);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((file) => relative(folder, join(file.parentPath, file.name)));
  const pages = paths.filter((path) => path.endsWith(".html")).sort();
  return { folder, pages, remove: () => rmSync(place, { recursive: true }) };
}
