import { rm } from "node:fs/promises";
import { build } from "./build";

/** Builds the add-in once for all tests: the files that ship are the files that are tested. */
export default async function setup(): Promise<void> {
  process.env["NRR_TEST_BUILD"] = await build({ url: "https://example.com/nrr/", officejs: "local" });
}

export async function teardown(): Promise<void> {
  await rm(process.env["NRR_TEST_BUILD"]!, { recursive: true, force: true });
}
