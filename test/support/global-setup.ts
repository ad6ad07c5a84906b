import { rm } from "node:fs/promises";
import type { Config } from "jest";
import { build } from "./build";

/**
 * Builds the add-in once for all tests: the files that ship are the files that are tested, unless it is
 * to be seen how much of the sources the tests reach.
 */
export default async function setup({ collectCoverage }: Config): Promise<void> {
  if (collectCoverage) process.env["NRR_TEST_SOURCES"] = "1";
  process.env["NRR_TEST_BUILD"] = await build(
    { url: "https://example.com/nrr/", officejs: "local" },
    { instrumented: collectCoverage === true },
  );
}

export async function teardown(): Promise<void> {
  await rm(process.env["NRR_TEST_BUILD"]!, { recursive: true, force: true });
}
