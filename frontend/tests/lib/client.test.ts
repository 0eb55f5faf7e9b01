import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FixtureApi } from "../../e2e/fixture-api.ts";
import { ApiClient } from "../../src/lib/api/client.ts";
import { ApiSession } from "../../src/lib/api/session.ts";
import { ContentVersion } from "../../src/lib/content_version.ts";

const PATH = "/api/v2/pages/by_path/?html_path=%2Fuk%2F";
let api: FixtureApi;
let version: ContentVersion;
let client: ApiClient;

beforeEach(async () => {
  api = await new FixtureApi().start();
  version = new ContentVersion();
  client = new ApiClient({ baseUrl: api.url, version, timeoutMs: 1000 });
});

afterEach(() => api.stop());

describe("reading", () => {
  test("asks once while the version stands, then asks whether it changed", async () => {
    const first = await client.get(PATH);
    await client.get(PATH);
    api.version = 8;
    version.raise(8);
    const again = await client.get(PATH);
    expect(api.log).toEqual([`200 ${PATH}`, `304 ${PATH}`]);
    expect(again.body).toBe(first.body);
    expect([first.version, again.version]).toEqual([7, 8]);
  });

  test("takes the version from any answer", async () => {
    await client.get(PATH);
    expect(version.known).toBe(7);
  });

  test("keeps nothing that has no tag: it could not ask whether it changed", async () => {
    let asked = 0;
    const untagged = createServer((_req, res) => {
      asked += 1;
      res.writeHead(200, { "Content-Type": "application/json", "X-Content-Version": "7" }).end("{}");
    });
    await new Promise<void>((resolve) => untagged.listen(0, "127.0.0.1", resolve));
    const own = new ApiClient({ baseUrl: `http://127.0.0.1:${(untagged.address() as AddressInfo).port}`, version });
    for (let count = 0; count < 3; count += 1) await own.get(PATH);
    untagged.closeAllConnections();
    untagged.close();
    expect(asked).toBe(3);
  });

  test("keeps what is not there, until something is published", async () => {
    const nowhere = "/api/v2/pages/by_path/?html_path=%2Fuk%2Fnope%2F";
    for (let count = 0; count < 3; count += 1) expect((await client.get(nowhere)).status).toBe(404);
    // The first question was asked before any version was known.
    expect(api.log.length).toBe(1);
    api.version = 8;
    version.raise(8);
    await client.get(nowhere);
    expect(api.log.length).toBe(2);
  });

  test("shares one question between those who ask at once", async () => {
    api.delay = 30;
    await Promise.all([client.get(PATH), client.get(PATH), client.get(PATH)]);
    expect(api.log.length).toBe(1);
  });

  test("does not share a question begun before a newer version was known", async () => {
    api.delay = 30;
    const early = client.get(PATH);
    api.publish("/uk/", { title: "Нове" });
    version.raise(8);
    const late = await client.get(PATH);
    await early;
    expect((late.body as { title: string }).title).toBe("Нове");
  });

  test("asks again when a process that has not heard of the version answers", async () => {
    await client.get(PATH);
    version.raise(8);
    api.laggingVersion = 7;
    setTimeout(() => {
      api.laggingVersion = undefined;
      api.publish("/uk/", { title: "Нове" });
    }, 40);
    const answer = await client.get(PATH);
    expect([answer.version, (answer.body as { title: string }).title]).toEqual([8, "Нове"]);
  });

  test("drafts are asked for each time", async () => {
    const path = "/api/v2/preview/?token=good-token";
    await client.getUncached(path);
    await client.getUncached(path);
    expect(api.log).toEqual([`200 ${path}`, `200 ${path}`]);
  });
});

describe("an answer that runs out", () => {
  let clock = Date.parse("2026-11-24T14:00:00Z");

  beforeEach(() => {
    clock = Date.parse("2026-11-24T14:00:00Z");
    client = new ApiClient({ baseUrl: api.url, version, now: () => clock });
  });

  test.each([
    ["2026-11-24T15:00:00Z", "2026-11-24T14:59:59Z", 1],
    ["2026-11-24T15:00:00Z", "2026-11-24T15:00:00Z", 2],
    ["2026-11-24T16:00:00+01:00", "2026-11-24T15:00:00Z", 2],
    ["soon", "2026-11-24T14:00:00Z", 2],
  ])("at %s is asked for, by %s, in all %i times", async (until, now, times) => {
    api.validUntil.set("/api/v2/pages/by_path/", until);
    await client.get(PATH);
    clock = Date.parse(now);
    await client.get(PATH);
    expect(api.log.length).toBe(times);
  });

  test("tells the session, which knows the earliest", async () => {
    api.validUntil.set("/api/v2/pages/by_path/", "2026-11-24T15:00:00Z");
    const session = new ApiSession(client, 0);
    await session.site("uk");
    expect(session.validUntil).toBe(Number.POSITIVE_INFINITY);
    await session.page("/uk/");
    expect(session.validUntil).toBe(Date.parse("2026-11-24T15:00:00Z"));
  });
});

describe("a CMS that is away", () => {
  test("is said to be", async () => {
    await api.stop();
    await expect(client.get(PATH)).rejects.toMatchObject({ name: "ApiUnavailable" });
    await api.start();
  });

  test("only on a connection it has just closed is asked on a new one", async () => {
    api.breakOff = 1;
    expect((await client.get(PATH)).status).toBe(200);
    expect(api.breakOff).toBe(0);
  });

  test("or takes too long keeps one reader waiting, not those who come right after", async () => {
    api.delay = 1500;
    await expect(client.get(PATH)).rejects.toMatchObject({ name: "ApiUnavailable" });
    const asked = performance.now();
    await expect(client.get(PATH)).rejects.toMatchObject({ name: "ApiUnavailable" });
    expect(performance.now() - asked).toBeLessThan(500);
    api.delay = 0;
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await client.get(PATH)).status).toBe(200);
  });
});

describe("a session", () => {
  test("knows what it used and the oldest version among it", async () => {
    const session = new ApiSession(client, 0);
    await session.site("uk");
    api.version = 8;
    await session.page("/uk/");
    expect([...session.used.keys()]).toEqual(["/api/v2/site/?locale=uk", PATH]);
    expect(session.version).toBe(7);
  });

  test("that read nothing is as old as it says", () => {
    expect(new ApiSession(client, 5).version).toBe(5);
  });

  test("finds no page, no draft", async () => {
    const session = new ApiSession(client, 0);
    expect([await session.page("/uk/nope/"), await session.draft("bad")]).toEqual([null, null]);
  });
});
