/*
 * npm run release -- x.y.z: npm sets the version in package.json and the lock file, and runs this before, for
 * the manifest and the changelog. Nothing is committed. If this fails, nothing has been written.
 */
import { readFile, writeFile } from "node:fs/promises";

const { npm_old_version: before, npm_new_version: version } = process.env;

const manifest = await readFile("manifest.xml", "utf8");
const changelog = await readFile("CHANGELOG.md", "utf8");
const UNRELEASED = /^## Unreleased$(?=\s+### )/m;

if (!/^\d+\.\d+\.\d+$/.test(version)) {
  stop(`Excel knows versions of numbers only, such as 1.2.3, and not "${version}".`);
}
if (!manifest.includes(`<Version>${before}.0</Version>`)) {
  stop(`manifest.xml is not at ${before}.0, as package.json is.`);
}
if (!UNRELEASED.test(changelog)) {
  stop("CHANGELOG.md has nothing under the heading ## Unreleased, so there is nothing to release.");
}

const today = new Date().toISOString().slice(0, 10);
await writeFile("manifest.xml", manifest.replace(`<Version>${before}.0<`, `<Version>${version}.0<`));
await writeFile("CHANGELOG.md", changelog.replace(UNRELEASED, `## ${version} – ${today}`));

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
