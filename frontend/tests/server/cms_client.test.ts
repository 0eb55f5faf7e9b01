import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CmsAnswer } from "../../server/cms_client.ts";
import { requestCms } from "../../server/cms_client.ts";
import type { Answered } from "./answering.ts";
import { Answering, MB } from "./answering.ts";

const PATH = "/questions/links/";
const AT = `POST /api/v2${PATH}`;
let server: Answering;
let question: Parameters<typeof requestCms>[3];
let others: Server[];

beforeEach(async () => {
  server = await new Answering().start();
  others = [];
  question = { method: "POST", path: PATH, body: { a: 1 }, key: "k" };
});
afterEach(async () => {
  for (const other of others) other.close();
  await server.stop();
});

/** Asks for a reader whose request comes from `client`. */
async function ask(addresses: readonly string[] = [server.api.url], client = "::ffff:203.0.113.9"): Promise<CmsAnswer> {
  const config = { ...server.parts.config, cmsDirectUrls: addresses };
  await server.listening.stop();
  await server.serve(
    (req, res) =>
      void requestCms(req, { ...server.parts, config }, "uk", question).then((answer) =>
        res.end(JSON.stringify(answer)),
      ),
  );
  const answered: Answered = await server.send("GET", "/", { "X-Forwarded-For": client });
  return answered.view as unknown as CmsAnswer;
}

/** A CMS that does something else than answer; resolves to its address. */
async function other(listener: Parameters<typeof createServer>[1]): Promise<string> {
  const made = createServer(listener);
  others.push(made);
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}

async function deadAddress(): Promise<string> {
  const address = await other(undefined);
  await new Promise((resolve) => others.pop()?.close(resolve));
  return address;
}

test("what is asked comes with the reader's address, language and key", async () => {
  server.api.answers.set(AT, { status: 202, body: { sent: true } });
  expect(await ask()).toEqual({ status: 202, body: { sent: true } });
  expect(server.api.asked).toEqual([{ at: AT, from: "203.0.113.9", key: "k", language: "uk", said: { a: 1 } }]);
});

test("an answer of a megabyte is read, a longer one is none", async () => {
  const body = (length: number) => ({ text: "x".repeat(length) });
  server.api.answers.set(AT, [
    { status: 200, body: body(MB - 20) },
    { status: 200, body: body(MB) },
  ]);
  expect((await ask()).status).toBe(200);
  question = { ...question, method: "POST", key: undefined as unknown as string };
  expect(await ask()).toEqual({ status: 503, body: null });
});

test("an answer that is no JSON has no body", async () => {
  const address = await other((_req, res) => res.end("<html>"));
  expect(await ask([address])).toEqual({ status: 200, body: null });
});

describe("of several web processes", () => {
  beforeEach(() => void server.api.answers.set(AT, { status: 202 }));

  test("those that are down are passed over", async () => {
    const dead = [await deadAddress(), await deadAddress()];
    for (let count = 0; count < 3; count += 1) expect((await ask([...dead, server.api.url])).status).toBe(202);
    expect(server.api.asked.length).toBe(3);
  });

  test("each has its turn", async () => {
    const second = await other((_req, res) => res.writeHead(200).end("{}"));
    const statuses = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await ask([server.api.url, second])).status);
    expect(statuses.toSorted()).toEqual([200, 200, 202, 202]);
  });

  test("one that died on the question is replaced if the question has a key", async () => {
    const dying = await other((req) => req.socket.destroy());
    for (let count = 0; count < 2; count += 1) expect((await ask([dying, server.api.url])).status).toBe(202);
  });

  test("what was asked without a key is not asked twice", async () => {
    let times = 0;
    const dying = await other((req) => {
      times += 1;
      req.socket.destroy();
    });
    question = { method: "POST", path: PATH, body: {} };
    expect(await ask([dying, dying])).toEqual({ status: 503, body: null });
    expect(times).toBe(1);
  });

  test("when all are down the answer is 503", async () => {
    expect(await ask([await deadAddress(), await deadAddress()])).toEqual({ status: 503, body: null });
  });
});
