/**
 * Our cached page beside the same Astro server handing the same bytes out from memory through
 * its own router, both in this run: requests/s, CPU ms per request, ratios. Text for people on
 * stderr, one line of JSON on stdout. BENCH_SECONDS (5) per server.
 */
import type { ChildProcess } from "node:child_process";
import { execFileSync, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { load } from "./load.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PATH = "/en/guides/housing/";
const SECONDS = Number(process.env["BENCH_SECONDS"] ?? 5);
const ROUNDS = 5;
const GOAL = 8;

interface Measured {
  readonly requestsPerSecond: number;
  readonly cpuMsPerRequest: number;
  /** Requests/s that one core sustains: what the shared machine's other work cannot change. */
  readonly requestsPerCoreSecond: number;
  readonly requests: number;
}

function build(): void {
  const astro = fileURLToPath(new URL("../node_modules/astro/bin/astro.mjs", import.meta.url));
  const command = [astro, "build", "--config", "bench/astro.config.ts", "--silent"];
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: "1" };
  execFileSync(process.execPath, command, { cwd: ROOT, env, stdio: ["ignore", 2, 2] });
  if (!existsSync(`${ROOT}/dist-bench/server/entry.mjs`)) throw new Error("nothing was built");
}

function nextMessage(child: ChildProcess): Promise<Record<string, number>> {
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error("the server under measurement ended"));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      resolve(message as Record<string, number>);
    });
  });
}

/** A server under measurement and what was counted on it so far. */
class Subject {
  readonly rates: number[] = [];
  requests = 0;
  cpuMs = 0;
  readonly #child: ChildProcess;
  #port = 0;

  constructor(kind: "cached" | "router") {
    this.#child = fork(fileURLToPath(new URL("server.ts", import.meta.url)), [kind, PATH]);
  }

  async ready(): Promise<this> {
    this.#port = (await nextMessage(this.#child))["port"] as number;
    await load(this.#port, PATH, 1);
    return this;
  }

  async round(seconds: number): Promise<void> {
    const before = await this.#cpu();
    const counted = await load(this.#port, PATH, seconds);
    this.cpuMs += (await this.#cpu()) - before;
    this.requests += counted.requests;
    this.rates.push(counted.requests / counted.seconds);
  }

  stop(): void {
    this.#child.kill();
  }

  get result(): Measured {
    return {
      requestsPerSecond: Math.round(median(this.rates)),
      cpuMsPerRequest: Number((this.cpuMs / this.requests).toFixed(4)),
      requestsPerCoreSecond: Math.round((1000 * this.requests) / this.cpuMs),
      requests: this.requests,
    };
  }

  async #cpu(): Promise<number> {
    const answer = nextMessage(this.#child);
    this.#child.send("cpu");
    return (await answer)["cpu"] as number;
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

/** By turns, so that whatever else the machine does falls on both. */
async function compare(): Promise<{ router: Measured; cached: Measured }> {
  const subjects = [new Subject("router"), new Subject("cached")] as const;
  try {
    for (const subject of subjects) await subject.ready();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const subject of subjects) await subject.round(SECONDS / ROUNDS);
    }
    return { router: subjects[0].result, cached: subjects[1].result };
  } finally {
    for (const subject of subjects) subject.stop();
  }
}

function line(name: string, measured: Measured): string {
  const rate = String(measured.requestsPerSecond).padStart(8);
  const cpu = measured.cpuMsPerRequest.toFixed(4).padStart(9);
  const core = String(measured.requestsPerCoreSecond).padStart(8);
  return `${name.padEnd(34)}${rate} requests/s ${cpu} ms CPU/request ${core} requests/s a core`;
}

build();
const { router, cached } = await compare();
const ratios = {
  requestsPerSecond: Number((cached.requestsPerSecond / router.requestsPerSecond).toFixed(1)),
  cpu: Number((router.cpuMsPerRequest / cached.cpuMsPerRequest).toFixed(1)),
};
console.error(line("Astro's router, page from memory", router));
console.error(line("our server, cached page", cached));
console.error(`${ratios.requestsPerSecond} x the requests/s as measured, ${ratios.cpu} x a core (goal ${GOAL})`);
console.log(JSON.stringify({ path: PATH, goal: GOAL, router, cached, ratios }));
