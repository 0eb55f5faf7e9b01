import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FixtureApi } from "../../e2e/fixture-api.ts";
import { sign } from "../../server/signature.ts";

const MAIN = fileURLToPath(new URL("../../server/main.ts", import.meta.url));
const SECRET = "test-secret";
const PREVIEW = "/preview?token=a-token";

let directory: string;
let api: FixtureApi;
let cmsUrl: string;
let stops: (() => Promise<void>)[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "pages-"));
  api = await new FixtureApi().start();
  cmsUrl = api.url;
  stops = [];
});

afterEach(async () => {
  for (const stop of stops) await stop();
  await api.stop();
  await rm(directory, { recursive: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A frontend process of its own; `stop` ends it as a service manager does. */
async function startFrontend(): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const settings = { FRONTEND_PORT: String(port), CMS_URL: cmsUrl, SITE_URL: "http://127.0.0.1:4321" };
  const env = { ...process.env, ...settings, REVALIDATE_SECRET: SECRET, PAGES_DIR: directory, NODE_ENV: "test" };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
  };
  stops.push(stop);
  await once(child.stdout, "data");
  return { url: `http://127.0.0.1:${port}`, stop };
}

async function withdrawn(url: string): Promise<void> {
  const body = JSON.stringify({ content_version: 8 });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const headers = { "X-Timestamp": timestamp, "X-Signature": sign(SECRET, timestamp, Buffer.from(body)) };
  expect((await fetch(`${url}/revalidate`, { method: "POST", body, headers })).status).toBe(204);
}

test("a frontend that is restarted while the CMS is away shows the pages it had, and no others", async () => {
  const first = await startFrontend();
  const before = await (await fetch(`${first.url}/uk/`)).text();
  await fetch(`${first.url}${PREVIEW}`);
  expect((await fetch(`${first.url}/pl/points/?county=3064`)).status).toBe(200);
  await first.stop();
  const port = Number(new URL(cmsUrl).port);
  await api.stop();

  const second = await startFrontend();
  const again = await fetch(`${second.url}/uk/`);
  expect([again.status, await again.text()]).toEqual([200, before]);
  expect((await fetch(`${second.url}/pl/`)).status).toBe(503);
  expect((await fetch(`${second.url}${PREVIEW}`)).status).toBe(503);
  expect((await readdir(directory)).filter((name) => name.endsWith(".page")).length).toBe(1);

  // The CMS is back: what it says counts at once.
  await api.start(port);
  api.publish("/uk/", { title: "Нове життя" });
  expect(await (await fetch(`${second.url}/uk/`)).text()).toContain("<h1>Нове життя</h1>");
});

test("a withdrawal that came while the CMS was away outlives the restart", async () => {
  const first = await startFrontend();
  expect((await fetch(`${first.url}/uk/`)).status).toBe(200);
  await first.stop();
  await api.stop();
  const second = await startFrontend();
  expect((await fetch(`${second.url}/uk/`)).status).toBe(200);
  await withdrawn(second.url);
  expect((await fetch(`${second.url}/uk/`)).status).toBe(503);
  await second.stop();
  const third = await startFrontend();
  expect((await fetch(`${third.url}/uk/`)).status).toBe(503);
});
