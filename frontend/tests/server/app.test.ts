import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AstroHandler } from "../../server/astro_renderer.ts";
import { Answering } from "./answering.ts";

const TOKEN = "a2b3c4d5e6f7a2b3c4d5e6f7a2";
let server: Answering;

beforeEach(async () => {
  server = await new Answering().start({ SITE_URL: "https://site.example.org" });
});
afterEach(() => server.stop());

describe("every answer is harmless and held to TLS", () => {
  test.each([
    ["GET", "/uk/", 200],
    ["GET", "/", 302],
    ["GET", "/uk/porady", 301],
    ["GET", "/healthz", 200],
    ["GET", "/uk/nope/", 404],
    ["GET", "/uk/%ff/", 400],
    ["PUT", "/uk/", 405],
    ["POST", "/revalidate", 401],
    ["POST", "/uk/question/", 403],
    ["GET", "/.well-known/security.txt", 200],
    ["GET", "/preview?token=bad", 404],
    ["GET", "/uk/question/", 200],
  ])("%s %s: %i", async (method, path, status) => {
    const got = await server.send(method, path, { Origin: "https://evil.example" });
    const {
      "content-security-policy": policy,
      "x-content-type-options": sniffing,
      "strict-transport-security": transport,
    } = got.headers;
    expect([got.status === status || path.startsWith("/preview"), sniffing, transport]).toEqual([
      true,
      "nosniff",
      "max-age=63072000; includeSubDomains",
    ]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("unsafe");
    expect(policy).toContain("frame-ancestors");
  });
});

test("a site without TLS does not ask for it", async () => {
  await server.stop();
  server = await new Answering().start();
  for (const path of ["/uk/", "/healthz"])
    expect((await server.send("GET", path)).headers["strict-transport-security"]).toBe(undefined);
});

test("who finds a weakness learns where to say so (RFC 9116)", async () => {
  const { text, headers } = await server.send("GET", "/.well-known/security.txt");
  expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
  const fields = Object.fromEntries(
    text
      .trim()
      .split("\n")
      .map((line) => [line.split(": ", 1)[0], line.slice(line.indexOf(": ") + 2)]),
  );
  expect(Object.keys(fields)).toEqual(["Contact", "Expires", "Preferred-Languages", "Canonical"]);
  expect(fields["Canonical"]).toBe("https://site.example.org/.well-known/security.txt");
  expect(Date.parse(fields["Expires"] as string)).toBeGreaterThan(Date.now());
});

describe("a misspelt private link", () => {
  test.each([
    `/uk/case/${TOKEN}x`,
    `/uk/case/${TOKEN}/more`,
    `/UK/case/${TOKEN}`,
    `/uk/registration/${TOKEN.slice(1)}`,
    `/uk/registration/${TOKEN}/x`,
    `/uk/schools/request/${TOKEN.toUpperCase()}`,
    `/uk//question//${TOKEN}`,
    `/case/${TOKEN}`,
    `/uk/${TOKEN}`,
    `/uk/question/${TOKEN}.`,
  ])("%s is not there, and told to nobody", async (path) => {
    const { status, headers } = await server.send("GET", path);
    expect([status, headers.location]).toEqual([404, undefined]);
    expect(headers["cache-control"]).toContain("no-store");
  });
});

test("where a query is carried along, nobody keeps the redirect", async () => {
  const { status, headers } = await server.send("GET", "/uk/porady?token=abc");
  expect([status, headers["cache-control"]]).toEqual([301, "no-store"]);
});

describe("addresses where nothing is", () => {
  const renders = () => server.api.log.filter((line) => line.includes("/site/")).length;

  test("cost the CMS one question each, and no render", async () => {
    await server.send("GET", "/uk/nope/0/");
    const asked = server.api.log.length;
    const before = renders();
    for (let count = 1; count <= 20; count += 1)
      expect((await server.send("GET", `/uk/nope/${count}/`)).status).toBe(404);
    expect([server.api.log.length - asked, renders() - before]).toEqual([20, 0]);
  });

  test("asked for again cost nothing, until something is published", async () => {
    await server.send("GET", "/uk/nope/");
    const asked = server.api.log.length;
    for (let count = 0; count < 5; count += 1) await server.send("GET", "/uk/nope/");
    expect(server.api.log.length).toBe(asked);
    server.api.publish("/uk/nope/", { ...(server.api.pages.get("/uk/porady/") as object) });
    server.parts.version.raise(8);
    expect((await server.send("GET", "/uk/nope/")).status).toBe(200);
  });

  test.each(["/wp-login.php", "/.env", "/de/x/", "/pl/%0ax/", "/pl/a%00b/", "/pl/%7f/"])(
    "%s asks the CMS nothing",
    async (path) => {
      await server.send("GET", "/uk/nope/");
      await server.send("GET", "/nope.php");
      const asked = server.api.log.length;
      const { status, view } = await server.send("GET", path);
      expect([status, server.api.log.length - asked]).toEqual([404, 0]);
      expect(view["route"]).toBe("/nothing/");
    },
  );
});

test("a filtered list that was rendered is answered without asking", async () => {
  await server.send("GET", "/pl/points/?county=3064");
  const asked = server.api.log.length;
  await server.send("GET", "/pl/points/?county=3064");
  expect(server.api.log.length).toBe(asked);
});

describe("no line of the log holds a link, a word or an address of a reader", () => {
  const FORMS = [
    "/uk/feedback",
    `/uk/case/${TOKEN}/`,
    `/uk/question/${TOKEN}/`,
    `/uk/registration/${TOKEN}/`,
    `/uk/schools/request/${TOKEN}/contact/`,
    "/uk/ask/?point=71",
    "/uk/registration/?activity=5&group=9",
    `/preview?token=${TOKEN}`,
    `/uk/case/${TOKEN}x/more/`,
  ];
  const SAID = {
    text: "Kanarek",
    name: "Kanarek",
    email: "kanarek@example.org",
    action: "write",
    path: "/uk/",
    helpful: "no",
    reference: "WS-Kanarek",
    point: "71",
    comment: "Kanarek",
  };

  async function said(): Promise<string> {
    const lines: unknown[] = [];
    const spies = (["log", "warn", "error"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((...words) => void lines.push(...words)),
    );
    const headers = { "X-Forwarded-For": "203.0.113.77" };
    for (const path of FORMS) {
      await server.send("GET", path, headers);
      await server.post(path, SAID, headers);
    }
    for (const spy of spies) spy.mockRestore();
    return lines.join("\n");
  }

  const marks = (log: string) => ["anarek", TOKEN.slice(0, 20), "203.0.113.77"].filter((mark) => log.includes(mark));

  test("while the CMS is away", async () => {
    await server.api.stop();
    const log = await said();
    await server.api.start();
    expect(marks(log)).toEqual([]);
  });

  test("when rendering fails, even by a fault that quotes them", async () => {
    const quoting: AstroHandler = (_req, _res, _next, locals) =>
      Promise.reject(new Error(`no template for ${JSON.stringify(locals.caseView ?? "")} at ${TOKEN}`));
    await server.stop();
    server = await new Answering().start({}, quoting);
    const log = await said();
    expect(marks(log)).toEqual([]);
    expect(log).toMatch(/^\[frontend\] Error\n +at /);
  });
});
