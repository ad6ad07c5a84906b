/*
 * npm run load: what one core of an nginx serves of the add-in, and what follows from it for the morning on
 * which everyone opens Excel at nine. wrk asks over https on this machine; what counts is the time that nginx
 * itself was at work, since wrk shares the machine.
 */
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "../support/build";
import { markdownTable, report, whereAndWhen } from "../support/report";
import { Nginx, type Answer } from "./nginx";

const SECONDS = 3;
/** In these the kernel counts a process's time. */
const TICKS_PER_SECOND = 100;
/** Excel and the pane's browser each open one. */
const CONNECTIONS_PER_USER = 2;

/** What something costs the server. */
interface Cost {
  readonly requests: number;
  readonly bytes: number;
  /** How long one core is at work for it. */
  readonly seconds: number;
}

/** What the server is asked for, by name: the first time, and where it has not changed since. */
interface Costs {
  readonly script: Cost;
  readonly connection: Cost;
  readonly fresh: ReadonlyMap<string, Cost>;
  readonly unchanged: ReadonlyMap<string, Cost>;
}

async function main(): Promise<void> {
  const folder = await build({});
  const nginx = await Nginx.serve(folder);
  const { script, connection, fresh, unchanged } = await measure(folder, nginx).finally(async () => {
    await nginx.stop();
    await rm(folder, { recursive: true });
  });

  const answers = (what: string, { bytes, seconds }: Cost) => [what, size(bytes), perSecond(seconds)];
  const perFile = markdownTable(
    ["One core answers", "Size", "Requests a second"],
    [
      answers("the guide's script", script),
      answers("`functions.js`", fresh.get("functions.js")!),
      answers("`functions.js`, not changed since", unchanged.get("functions.js")!),
      answers("`functions.html`, each time over a new connection", connection),
    ],
  );

  const connecting = CONNECTIONS_PER_USER * connection.seconds;
  const opens = (when: string, { requests, bytes, seconds }: Cost) => [
    when,
    String(requests),
    size(bytes),
    ...[1_000, 1_000_000].map(
      (users) => `${size(users * bytes)}, ${duration(users * (seconds + connecting))}`,
    ),
  ];
  const perUser = markdownTable(
    ["A user opens Excel and the guide", "Requests", "Size", "1,000 users", "1,000,000 users"],
    [
      opens("for the first time", total(fresh.values())),
      ["again within five minutes", "0", "0", "nothing", "nothing"],
      opens("on another day", total(unchanged.values())),
    ],
  );

  const perMinute = twoDigits(60 / (total(fresh.values()).seconds + connecting));
  const explanation =
    "The last two columns are what leaves the server, and how long one core is at work for it, with two new " +
    `connections a user: so one core takes ${perMinute} new users a minute. Microsoft's scripts come from ` +
    `Microsoft and are not in it. wrk asked over https on one machine (${whereAndWhen()}), and nginx's own time ` +
    "counts; `npm run load` repeats it.";
  await report("load", [perFile, perUser, explanation].join("\n\n"));
}

/** Asks for each file that Excel and the guide's page load from the add-in's server. */
async function measure(folder: string, nginx: Nginx): Promise<Costs> {
  const page = readFileSync(path.join(folder, "taskpane.html"), "utf8");
  const inPage = [...page.matchAll(/<(?:script|link)[^>]* (?:src|href)="([^":]+)"/g)].map(
    ([, file]) => file!,
  );
  // The picture of the calculator is seen at once, and Excel answers.
  const soon = readdirSync(folder).filter((file) => /^(charts|excel)\.[0-9a-f]{8}\.js$/.test(file));
  const functions = ["functions.json", "functions.html", "functions.js"];
  const icons = ["assets/icon-16.png", "assets/icon-32.png", "assets/icon-80.png"];

  const fresh = new Map<string, Cost>();
  const unchanged = new Map<string, Cost>();
  for (const file of new Set([...functions, ...icons, "taskpane.html", ...inPage, ...soon])) {
    const { headers } = await nginx.get(file);
    fresh.set(file, await cost(nginx, file));
    // A file with a hash in its name is not asked for again.
    if (!/\.[0-9a-f]{8}\./.test(file))
      unchanged.set(file, await cost(nginx, file, { "If-None-Match": headers.etag! }));
  }
  const script = fresh.get(inPage.find((file) => file.endsWith(".js"))!)!;
  return {
    script,
    connection: await cost(nginx, "functions.html", { Connection: "close" }),
    fresh,
    unchanged,
  };
}

/** What an answer costs while many ask for it. */
async function cost(nginx: Nginx, file: string, headers: Record<string, string> = {}): Promise<Cost> {
  const asked = Object.entries({ "Accept-Encoding": "gzip", ...headers });
  const before = secondsAtWork(nginx.worker);
  const { stdout } = await promisify(execFile)("wrk", [
    ...["--threads", "1", "--connections", "32", "--duration", String(SECONDS)],
    ...asked.flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
    nginx.url + file,
  ]);
  const seconds = secondsAtWork(nginx.worker) - before;
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(stdout);
  const [, requests] = /(\d+) requests in/.exec(stdout)!;
  return {
    requests: 1,
    bytes: wireSize(await nginx.get(file, headers)),
    seconds: seconds / Number(requests),
  };
}

/** Headers and body, before encryption. */
function wireSize({ headers, body }: Answer): number {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
  return "HTTP/1.1 200 OK\r\n".length + lines.join("").length + "\r\n".length + body.length;
}

function secondsAtWork(pid: number): number {
  const [, user, system] = /\) (?:\S+ ){11}(\d+) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))!;
  return (Number(user) + Number(system)) / TICKS_PER_SECOND;
}

function total(costs: Iterable<Cost>): Cost {
  return [...costs].reduce((sum, { requests, bytes, seconds }) => ({
    requests: sum.requests + requests,
    bytes: sum.bytes + bytes,
    seconds: sum.seconds + seconds,
  }));
}

function perSecond(seconds: number): string {
  return twoDigits(1 / seconds);
}

function duration(seconds: number): string {
  return seconds < 90 ? `${twoDigits(seconds)} s` : `${twoDigits(seconds / 60)} min`;
}

/** More would be more than such a measurement is worth. */
function twoDigits(figure: number): string {
  return Number(figure.toPrecision(2)).toLocaleString("en-US");
}

function size(bytes: number): string {
  const [amount, unit] =
    bytes < 1_000
      ? [bytes, "B"]
      : bytes < 1e6
        ? [bytes / 1e3, "kB"]
        : bytes < 1e9
          ? [bytes / 1e6, "MB"]
          : [bytes / 1e9, "GB"];
  return `${Number(amount.toPrecision(3))} ${unit}`;
}

void main();
