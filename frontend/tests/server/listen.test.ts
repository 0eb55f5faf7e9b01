import { once } from "node:events";
import type { ServerOptions } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { listen, TIME_LIMITS } from "../../server/listen.ts";
import { Answering, untilClosed } from "./answering.ts";

const TOKEN = "a2b3c4d5e6f7a2b3c4d5e6f7a2";
let server: Answering;

// The product's own, 200 times as fast: what it does not limit is not limited here either.
const LIMITS = Object.fromEntries(
  Object.entries(TIME_LIMITS).map(([name, milliseconds]) => [name, Number(milliseconds) / 200]),
) as ServerOptions;
const head = (length: number) =>
  `POST /uk/question/ HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${length}\r\n\r\n`;

describe("who is slow", () => {
  beforeEach(async () => {
    server = await new Answering().start({}, undefined, LIMITS);
  });
  afterEach(() => server.stop());

  test("with the head of a request is closed", async () => {
    const sockets = await Promise.all(Array.from({ length: 20 }, () => server.slow("GET /uk/ HTTP/1.1\r\nHos")));
    for (const text of await Promise.all(sockets.map(untilClosed))) expect(text).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });

  test("with a body is closed", async () => {
    const socket = await server.slow(`${head(500)}refer`);
    expect(await untilClosed(socket)).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });

  test("with nothing at all is closed", async () => {
    expect(await untilClosed(await server.slow(""))).toMatch(/^(HTTP\/1\.1 408 |$)/);
  });
});

test("the site listens with limits that end every wait", async () => {
  const { server: own, stop } = await listen(() => undefined, "127.0.0.1", 0);
  const { headersTimeout, requestTimeout, keepAliveTimeout } = own;
  await stop();
  for (const limit of [headersTimeout, requestTimeout, keepAliveTimeout]) expect(limit).toBeGreaterThan(0);
  expect(headersTimeout).toBeLessThanOrEqual(30_000);
  // A form of 50 MB by a connection of 2 Mbit/s takes 210 seconds.
  expect(requestTimeout).toBeGreaterThanOrEqual(210_000);
  expect(requestTimeout).toBeLessThanOrEqual(600_000);
});

describe("a server that is told to stop", () => {
  beforeEach(async () => {
    server = await new Answering().start();
    server.api.answers.set("POST /api/v2/questions/links/", { status: 202 });
  });
  afterEach(() => server.stop());

  const body = "reference=WS-1&email=a%40example.org";

  test("finishes a form that is under way, on a connection that could live on", async () => {
    const socket = await server.slow(head(body.length) + body.slice(0, 9));
    await once(server.listening.server, "request");
    const stopped = server.listening.stop();
    const answered = untilClosed(socket);
    socket.write(body.slice(9));
    expect(await answered).toMatch(/^HTTP\/1\.1 200 OK/);
    await stopped;
    expect(server.api.asked.map(({ said }) => said)).toEqual([{ reference: "WS-1", email: "a@example.org" }]);
  });

  test("takes nothing new and closes what is idle", async () => {
    const socket = await server.slow(`GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n`);
    await once(socket, "data");
    const closed = untilClosed(socket);
    const port = server.port;
    await server.listening.stop();
    await closed;
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow("fetch failed");
  });
});

test("a private link is answered while others are slow", async () => {
  server = await new Answering().start();
  server.api.answers.set(`GET /api/v2/questions/${TOKEN}/`, { status: 200, body: { rating: null } });
  await Promise.all(Array.from({ length: 50 }, () => server.slow(`${head(60_000_000)}x`)));
  expect((await server.send("GET", `/uk/question/${TOKEN}/`)).status).toBe(200);
  await server.stop();
});
