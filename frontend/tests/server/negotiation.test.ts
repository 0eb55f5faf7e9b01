import { describe, expect, test } from "vitest";
import { negotiateEncoding, negotiateLocale, parseWeighted } from "../../server/negotiation.ts";

describe("the reader's language", () => {
  test.each([
    [undefined, "pl"],
    ["", "pl"],
    ["uk", "uk"],
    ["uk-UA,uk;q=0.9,ru;q=0.8,en;q=0.7", "uk"],
    ["de-DE,de;q=0.9,en;q=0.4", "en"],
    ["en;q=0.2, ru;q=0.9", "ru"],
    ["RU-ru", "ru"],
    ["uk;q=0, en;q=0.1", "en"],
    ["uk;q=0", "pl"],
    ["fr, de", "pl"],
    ["en;q=nonsense, uk;q=0.1", "uk"],
    ["*", "pl"],
  ])("Accept-Language %s means %s", (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });

  test("a header without end costs no more than its beginning", () => {
    expect(parseWeighted("uk,".repeat(100_000)).length).toBe(167);
  });
});

describe("the encoding", () => {
  test.each([
    [undefined, "identity"],
    ["", "identity"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip, deflate", "gzip"],
    ["br;q=0.5, gzip;q=0.9", "gzip"],
    ["br;q=0, gzip;q=0", "identity"],
    ["*", "br"],
    ["*, br;q=0", "gzip"],
    ["identity", "identity"],
  ])("Accept-Encoding %s gets %s", (header, encoding) => {
    expect(negotiateEncoding(header)).toBe(encoding);
  });
});
