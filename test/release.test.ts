import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

/* npm run release, in a copy of the files that it changes. */
const CHANGELOG = "# Changelog\n\n## Unreleased\n\n### Added\n\n- A thing.\n\n## 0.1.0 – 2026-11-21\n";
let copy: string;
beforeEach(() => {
  copy = mkdtempSync(path.join(tmpdir(), "nrr-release-"));
  for (const file of ["package.json", "package-lock.json", "manifest.xml", "assets/release.mjs"])
    cpSync(file, path.join(copy, file));
  writeFileSync(path.join(copy, "CHANGELOG.md"), CHANGELOG);
});
afterEach(() => rm(copy, { recursive: true }));

const read = (file: string) => readFileSync(path.join(copy, file), "utf8");
const release = (version: string) =>
  promisify(execFile)("npm", ["run", "release", "--", version], {
    cwd: copy,
    // On Windows npm is a script for the shell.
    shell: process.platform === "win32",
  });

test("a release is one version in package, lock file, manifest and changelog", async () => {
  await release("2.10.3");
  expect(JSON.parse(read("package.json"))).toMatchObject({ version: "2.10.3" });
  expect(JSON.parse(read("package-lock.json"))).toMatchObject({
    version: "2.10.3",
    packages: { "": { version: "2.10.3" } },
  });
  expect(read("manifest.xml")).toContain("<Version>2.10.3.0</Version>");
  expect(read("CHANGELOG.md")).toMatch(/^## 2\.10\.3 – \d{4}-\d\d-\d\d\n\n### Added\n\n- A thing\.$/m);
  expect(read("CHANGELOG.md")).not.toContain("Unreleased");
});

test.each([
  ["1.0.0-beta.1", CHANGELOG, /versions of numbers only/],
  ["1.0.0", CHANGELOG.replace("Unreleased", "0.2.0"), /nothing to release/],
])("a release of %s that cannot be changes nothing and says why", async (version, changelog, sentence) => {
  writeFileSync(path.join(copy, "CHANGELOG.md"), changelog);
  const files = ["package.json", "package-lock.json", "manifest.xml", "CHANGELOG.md"];
  const before = files.map(read);
  await expect(release(version)).rejects.toMatchObject({ stderr: expect.stringMatching(sentence) });
  expect(files.map(read)).toEqual(before);
});
