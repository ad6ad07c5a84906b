import { existsSync } from "node:fs";
import { chromium, type Browser, type LaunchOptions } from "playwright-core";

/**
 * Starts a Chromium without a window: the one that CHROME_PATH names, else an installed Chrome, Edge or
 * Chromium, else the one inside the package @sparticuz/chromium, which is for Linux on x64.
 */
export async function launchBrowser(): Promise<Browser> {
  const failures: string[] = [];
  for (const candidate of candidates()) {
    try {
      return await chromium.launch({ args: ["--no-sandbox"], ...(await candidate()) });
    } catch (error) {
      failures.push(String(error).split("\n")[0]!);
    }
  }
  throw new Error(
    "No browser starts here, and these tests need one. Install Chrome, Edge or Chromium, or set CHROME_PATH " +
      `to the program.\n${failures.join("\n")}`,
  );
}

type Candidate = () => LaunchOptions | Promise<LaunchOptions>;

function candidates(): Candidate[] {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH !== undefined) return [() => ({ executablePath: CHROME_PATH })];

  const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].filter(existsSync);
  return [
    () => ({ channel: "chrome" }),
    () => ({ channel: "msedge" }),
    ...installed.map((executablePath) => () => ({ executablePath })),
    ...(process.platform === "linux" && process.arch === "x64" ? [packagedChromium] : []),
  ];
}

/**
 * The package unpacks the libraries that a bare machine lacks only where it takes that for AWS Lambda. It
 * then sets them for every browser that this process starts, so it must be the last to be asked.
 */
async function packagedChromium(): Promise<LaunchOptions> {
  process.env["AWS_EXECUTION_ENV"] ??= "AWS_Lambda_nodejs20.x";
  const { default: packaged } = await import("@sparticuz/chromium");
  return {
    executablePath: await packaged.executablePath(),
    args: ["--no-sandbox", "--disable-gpu", "--no-zygote", "--headless=shell"],
  };
}
