import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { rm } from "node:fs/promises";
import https from "node:https";
import type { IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../support/local-workbook";

/** Debian's "nobody": where a test runs as root, nginx does not. */
const NOBODY = 65_534;

/** Where the build is: at the README's example, and in a folder that is called as one of the add-in's own. */
const PLACES = ["/nrr", "/office/nrr"];

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it came over the wire. */
  readonly body: Buffer;
}

/** An installed nginx with the settings that ship, in a folder of its own, on a port that was free a moment ago. */
export class Nginx {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    private readonly certificate: Buffer,
    /** Where the build is served from. */
    readonly url: string,
  ) {}

  /** Serves a build over https, by one worker, with a certificate for localhost that it signs itself. */
  static async serve(build: string): Promise<Nginx> {
    const { mimeTypes } = installedNginx();
    const folder = mkdtempSync(path.join(tmpdir(), "nrr-nginx-"));
    const inFolder = (name: string) => path.join(folder, name);
    const port = await freePort();

    certify(inFolder("localhost.key"), inFolder("localhost.crt"));
    copyFileSync("assets/hosting/nginx.conf", inFolder("nrr-for-excel.conf"));
    for (const place of PLACES) {
      mkdirSync(path.dirname(inFolder(`www${place}`)), { recursive: true });
      symlinkSync(build, inFolder(`www${place}`));
    }
    writeFileSync(inFolder("nginx.conf"), configuration({ folder, port, mimeTypes }));

    const asRoot = process.getuid?.() === 0;
    if (asRoot) {
      chmodSync(build, 0o755);
      for (const name of ["", "localhost.key"]) chownSync(inFolder(name), NOBODY, NOBODY);
    }
    const nginx = spawn("nginx", ["-p", folder, "-c", inFolder("nginx.conf"), "-e", "stderr"], {
      ...(asRoot && { uid: NOBODY, gid: NOBODY }),
    });
    let complaints = "";
    nginx.stderr.on("data", (data: Buffer) => (complaints += data.toString()));

    const certificate = readFileSync(inFolder("localhost.crt"));
    const server = new Nginx(nginx, folder, certificate, `https://localhost:${port}/nrr/`);
    while (!(await server.answers())) {
      if (nginx.exitCode !== null) throw new Error(`nginx ended: ${complaints}`);
    }
    return server;
  }

  /** The process that answers requests. */
  get worker(): number {
    const { pid } = this.process;
    return Number(readFileSync(`/proc/${pid!}/task/${pid!}/children`, "utf8"));
  }

  /** Asks for a file, or for an address of the server, as Excel on the web does, from another origin. */
  get(file: string, headers: Record<string, string> = {}): Promise<Answer> {
    const options = {
      ca: this.certificate,
      headers: { Origin: "https://excel.officeapps.live.com", "Accept-Encoding": "gzip", ...headers },
    };
    return new Promise((resolve, reject) => {
      https
        .get(new URL(file, this.url), options, (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("end", () =>
            resolve({
              status: response.statusCode!,
              headers: response.headers,
              body: Buffer.concat(parts),
            }),
          );
        })
        .on("error", reject);
    });
  }

  async stop(): Promise<void> {
    const ended = once(this.process, "exit");
    this.process.kill();
    await ended;
    await rm(this.folder, { recursive: true });
  }

  private answers(): Promise<boolean> {
    return this.get("").then(
      () => true,
      () => false,
    );
  }
}

/** What an administrator writes around the settings that ship. */
function configuration(where: { folder: string; port: number; mimeTypes: string }): string {
  return `
    daemon off;
    worker_processes 1;
    pid ${where.folder}/nginx.pid;
    events {}
    http {
      include ${where.mimeTypes};
      access_log off;
      client_body_temp_path ${where.folder}/client_body;
      proxy_temp_path ${where.folder}/proxy;
      fastcgi_temp_path ${where.folder}/fastcgi;
      uwsgi_temp_path ${where.folder}/uwsgi;
      scgi_temp_path ${where.folder}/scgi;
      server {
        listen 127.0.0.1:${where.port} ssl http2;
        server_name localhost;
        ssl_certificate localhost.crt;
        ssl_certificate_key localhost.key;
        root ${where.folder}/www;
        ${PLACES.map((place) => `location ${place}/ { include nrr-for-excel.conf; }`).join("\n        ")}
      }
    }`;
}

function certify(key: string, certificate: string): void {
  const name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"];
  execFileSync("openssl", ["req", ...kind, ...name, "-keyout", key, "-out", certificate], {
    stdio: "ignore",
  });
}

/** What an installed nginx says of itself; the list of MIME types lies beside the settings that it would read. */
function installedNginx(): { version: string; mimeTypes: string } {
  const { stderr, error } = spawnSync("nginx", ["-V"], { encoding: "utf8" });
  if (error) {
    throw new Error("The hosting is tested with nginx, which is not installed: apt-get install nginx-light");
  }
  const [, version] = /nginx\/(\S+)/.exec(stderr)!;
  const [, configurationFile] = /--conf-path=(\S+)/.exec(stderr)!;
  return { version: version!, mimeTypes: path.join(path.dirname(configurationFile!), "mime.types") };
}
