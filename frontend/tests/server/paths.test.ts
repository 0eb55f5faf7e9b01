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

  test.each([
    ["/uk/points/?open_now=true&x=1&county=3064", "/uk/points/?county=3064&open_now=true"],
    ["/uk/points/?spoken=uk&service=7", "/uk/points/?service=7&spoken=uk"],
    ["/uk/points/?county=3064&county=3021", "/uk/points/?county=3064"],
    // As a form sends them when nothing is chosen.
    ["/uk/points/?county=&service=&spoken=", "/uk/points/"],
    ["/uk/points/?county=a%2Fb&service=-1&spoken=%3Cb%3E&open_now=1", "/uk/points/"],
    ["/uk/points/?service=1234567890", "/uk/points/"],
    ["/uk/points/poznan/?county=3064", "/uk/points/poznan/"],
    ["/uk/zhytlo/?county=3064", "/uk/zhytlo/"],
  ])("only what filters the points makes another page: %s is %s", (raw, key) => {
    expect(parseTarget(raw).key).toBe(key);
  });

  test.each(["/%", "/uk/%ff/"])("%s is refused", (raw) => {
    expect(() => parseTarget(raw)).toThrow(URIError);
  });
});
