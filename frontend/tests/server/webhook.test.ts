import { afterEach, beforeEach, expect, test } from "vitest";
import { contentVersionIn } from "../../server/webhook.ts";
import { sign } from "../../server/signature.ts";
import { Answering } from "./answering.ts";

let server: Answering;

beforeEach(async () => {
  server = await new Answering().start();
});
afterEach(() => server.stop());

function announce(body: string, changes: Record<string, string> = {}) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = sign(server.parts.config.revalidateSecret, timestamp, Buffer.from(body));
  return server.send("POST", "/revalidate", { "X-Timestamp": timestamp, "X-Signature": signature, ...changes }, body);
}

test("a signed version is taken note of", async () => {
  const { status, headers } = await announce('{"content_version": 12}');
  expect([status, headers["cache-control"], server.parts.version.known]).toEqual([204, "no-store", 12]);
});

test("an older one does not go back", async () => {
  server.parts.version.raise(20);
  expect((await announce('{"content_version": 12}')).status).toBe(204);
  expect(server.parts.version.known).toBe(20);
});

test.each([
  ["no signature", { "X-Signature": "" }],
  ["another's signature", { "X-Signature": `sha256=${"0".repeat(64)}` }],
  ["an old time", { "X-Timestamp": "1000000000" }],
  ["no time", { "X-Timestamp": "" }],
])("with %s it is refused", async (_name, changes) => {
  expect((await announce('{"content_version": 12}', changes)).status).toBe(401);
  expect(server.parts.version.known).toBe(0);
});

test.each(["", "null", "[]", '{"content_version": "12"}', '{"content_version": 1.5}', "{"])(
  "the signed body %s announces nothing",
  async (body) => {
    expect(contentVersionIn(Buffer.from(body))).toBe(undefined);
    expect((await announce(body)).status).toBe(400);
  },
);

test("a body of 4 KB is read, a longer one is not", async () => {
  const padded = (length: number) => '{"content_version": 12}'.padEnd(length);
  expect((await announce(padded(4096))).status).toBe(204);
  const refused = await announce(padded(4097));
  expect([refused.status, refused.headers["content-type"]]).toEqual([413, "application/problem+json"]);
});
