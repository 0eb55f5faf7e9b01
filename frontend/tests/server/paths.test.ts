import { describe, expect, test } from "vitest";
import { parseTarget } from "../../server/paths.ts";

describe("a request line", () => {
  test.each([
    ["/uk/zhytlo/", "/uk/zhytlo/", undefined],
    ["/uk/zhytlo/?utm_source=x", "/uk/zhytlo/", undefined],
    ["/uk/zhytlo", "/uk/zhytlo", "/uk/zhytlo/"],
    ["/uk", "/uk", "/uk/"],
    ["/uk?utm_source=x", "/uk", "/uk/?utm_source=x"],
    ["/uk//zhytlo/", "/uk/zhytlo/", "/uk/zhytlo/"],
    ["//evil.example/uk", "/evil.example/uk", "/evil.example/uk"],
    ["/\\evil.example/", "/evil.example/", "/evil.example/"],
    ["/uk/../pl/", "/pl/", "/pl/"],
    ["/uk/feed.xml", "/uk/feed.xml", undefined],
    ["/sitemap.xml", "/sitemap.xml", undefined],
    ["/de/page", "/de/page", undefined],
  ])("%s is kept as %s and sent on to %s", (raw, key, redirect) => {
    expect(parseTarget(raw)).toMatchObject({ key, redirect });
  });

  test("only allowed parameters make another page, in one order", () => {
    const allowed = new Set(["q", "page"]);
    expect(parseTarget("/uk/s/?q=a&x=1&page=2", allowed).key).toBe("/uk/s/?page=2&q=a");
  });

  test.each(["/%", "/uk/%ff/"])("%s is refused", (raw) => {
    expect(() => parseTarget(raw)).toThrow(URIError);
  });
});
