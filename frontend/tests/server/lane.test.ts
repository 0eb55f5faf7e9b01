import { createServer } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLane } from "../../server/lane.ts";
import type { Stored } from "../../server/stored.ts";
import { store } from "../../server/stored.ts";

let lane: Server;
let page: Stored;

beforeEach(async () => {
  page = await store(200, "text/plain", [], Buffer.from("from memory"));
  const http = createServer((req, res) => {
    let body = "";
    req.on("data", (chunk: Buffer) => (body += chunk.toString()));
    req.on("end", () => res.end(`http ${req.method} ${req.url} ${body};`));
  });
  lane = createLane(http, (path) => (path === "/a/" ? page : undefined));
  await new Promise<void>((resolve) => lane.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  lane.close();
});

/** Sends each part when something came back for the one before; all that was answered. */
function talk(...parts: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let answered = "";
    const socket = connect((lane.address() as AddressInfo).port, "127.0.0.1");
    socket.write(parts.shift() as string);
    socket.on("data", (chunk) => {
      answered += chunk.toString();
      const next = parts.shift();
      if (next !== undefined) socket.write(next);
      else setTimeout(() => socket.destroy(), 30);
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(answered));
    setTimeout(() => socket.destroy(), 400);
  });
}

const get = (path: string, headers = ""): string => `GET ${path} HTTP/1.1\r\nHost: a\r\n${headers}\r\n`;
const bodies = (text: string): string[] => text.match(/from memory|http [^;]*(?=;)/g) ?? [];

test("a plain GET for a page in memory is answered without http", async () => {
  const text = await talk(get("/a/"), get("/a/"));
  expect(bodies(text)).toEqual(["from memory", "from memory"]);
  expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\nContent-Type: text\/plain\r\n/);
  expect(text).toMatch(/Date: \w{3}, \d{2} \w{3} \d{4} [\d:]{8} GMT\r\n\r\n/);
});

test("who has it gets 304 and no body", async () => {
  const text = await talk(get("/a/", `If-None-Match: ${page.variants.identity.etag}\r\n`));
  expect(text).toMatch(/^HTTP\/1\.1 304 Not Modified\r\n/);
  expect(bodies(text)).toEqual([]);
});

test("the encoding is negotiated", async () => {
  const text = await talk(get("/a/", "accept-encoding: gzip\r\n"));
  expect(text).toContain("Content-Encoding: gzip\r\n");
});

describe("http reads", () => {
  test("another page, and everything after it on that connection", async () => {
    expect(bodies(await talk(get("/a/"), get("/b/"), get("/a/")))).toEqual([
      "from memory",
      "http GET /b/ ",
      "http GET /a/ ",
    ]);
  });

  test("two requests in one piece", async () => {
    expect(bodies(await talk(get("/a/") + get("/b/")))).toEqual(["http GET /a/ ", "http GET /b/ "]);
  });

  test("a request that comes in pieces", async () => {
    const socket = connect((lane.address() as AddressInfo).port, "127.0.0.1");
    const answer = new Promise<string>((resolve) => socket.once("data", (c) => resolve(`${c}`)));
    socket.write("GET /a/ HTTP/1.1\r\nHo");
    setTimeout(() => socket.write("st: a\r\n\r\n"), 20);
    expect(bodies(await answer)).toEqual(["http GET /a/ "]);
    socket.destroy();
  });

  test("a body, wherever it hides", async () => {
    const post = "POST /a/ HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi";
    expect(bodies(await talk(get("/a/"), post))).toEqual(["from memory", "http POST /a/ hi"]);
    expect(bodies(await talk(get("/a/", "Content-Length: 2\r\n") + "hi"))).toEqual(["http GET /a/ hi"]);
    const chunked = "Transfer-Encoding: chunked\r\n";
    expect(bodies(await talk(get("/a/", chunked) + "2\r\nhi\r\n0\r\n\r\n"))).toEqual(["http GET /a/ hi"]);
  });

  test("who wants the connection closed", async () => {
    const text = await talk(get("/a/", "Connection: close\r\n"));
    expect(bodies(text)).toEqual(["http GET /a/ "]);
    expect(text).toContain("Connection: close");
  });

  test.each([
    ["no host", "GET /a/ HTTP/1.1\r\nA: b\r\n\r\n"],
    ["a bad header", get("/a/", "a b: c\r\n")],
    ["a bad line", "GET /a/ nonsense\r\n\r\n"],
    ["a bare line feed", "GET /a/ HTTP/1.1\nHost: a\n\n"],
    ["a space before the colon", get("/a/", "Content-Length : 2\r\n")],
  ])("and refuses %s", async (_name, request) => {
    expect(bodies(await talk(request))).toEqual([]);
  });
});
