import { describe, expect, test } from "vitest";
import { isAuthentic, sign } from "../../server/signature.ts";

const SECRET = "secret";
const body = Buffer.from('{"content_version": 8}');
const NOW = 1_800_000_000;
const timestamp = String(NOW);
const signature = sign(SECRET, timestamp, body);

test("the signature is the HMAC-SHA256 the CMS computes", () => {
  // hmac.new(b"secret", b'1800000000.{"content_version": 8}', "sha256").hexdigest()
  expect(signature).toBe("sha256=3a94023248c45ee0160abb8f7102d97a28c63626e4b0a7c298e17d53ceb1c2d8");
});

describe("a message", () => {
  test.each([0, 299, 300, -300])("signed %s s ago is authentic", (age) => {
    expect(isAuthentic(SECRET, { timestamp, signature, body }, NOW + age)).toBe(true);
  });

  test.each([301, -301])("signed %s s ago is not", (age) => {
    expect(isAuthentic(SECRET, { timestamp, signature, body }, NOW + age)).toBe(false);
  });

  test.each([
    ["another secret", { timestamp, signature: sign("other", timestamp, body), body }],
    ["another body", { timestamp, signature, body: Buffer.from('{"content_version": 9}') }],
    ["another time", { timestamp: String(NOW + 1), signature, body }],
    ["no signature", { timestamp, signature: undefined, body }],
    ["no time", { timestamp: undefined, signature, body }],
    ["a time that is no number", { timestamp: "1e9", signature, body }],
    ["a cut signature", { timestamp, signature: signature.slice(0, -1), body }],
  ])("with %s is not authentic", (_name, message) => {
    expect(isAuthentic(SECRET, message, NOW)).toBe(false);
  });
});
