import { describe, expect, test } from "vitest";
import { golden } from "../../e2e/fixture-api.ts";
import type { PageDocument } from "../../src/lib/api/types.ts";
import * as links from "../../src/lib/links.ts";

const fallback = golden<PageDocument>("page_content_fallback_uk").meta;
const behind = golden<PageDocument>("page_content_behind_ru").meta;
const SITE = "http://127.0.0.1:4321";

describe("hreflang", () => {
  test("names only texts that exist, and the source as x-default", () => {
    expect(links.alternatesOf(fallback.translations)).toEqual([
      { hreflang: "pl", href: `${SITE}/pl/poradniki/praca/` },
      { hreflang: "ru", href: `${SITE}/ru/rukovodstva/rabota/` },
      { hreflang: "x-default", href: `${SITE}/pl/poradniki/praca/` },
    ]);
  });

  test("counts a translation that is behind as one", () => {
    const codes = links.alternatesOf(behind.translations).map((link) => link.hreflang);
    expect(codes).toEqual(["pl", "en", "ru", "uk", "x-default"]);
  });

  test("without a source text x-default is the first there is", () => {
    const missing = { html_url: "", state: "missing" as const, behind_since: null, urgent: false };
    const uk = { html_url: "/uk/", state: "current" as const, behind_since: null, urgent: false };
    expect(links.alternatesOf({ pl: missing, en: missing, ru: missing, uk })).toEqual([
      { hreflang: "uk", href: "/uk/" },
      { hreflang: "x-default", href: "/uk/" },
    ]);
  });
});

test("a text shown in place of a translation has its own address as canonical", () => {
  expect(links.canonicalOf(fallback)).toBe(`${SITE}/pl/poradniki/praca/`);
  expect(links.canonicalOf(behind)).toBe(`${SITE}/ru/rukovodstva/zhilyo/`);
});

test.each([
  ["https://example.org/", "https://example.org/"],
  ["mailto:a@example.org", "mailto:a@example.org"],
  ["tel:112", "tel:112"],
  ["/uk/", "/uk/"],
  ["#top", "#top"],
  ["//evil.example/", undefined],
  ["/\\evil.example/", undefined],
  ["javascript:alert(1)", undefined],
  [" javascript:alert(1)", undefined],
  ["data:text/html,x", undefined],
  ["", undefined],
])("the address %s is used as %s", (address, used) => {
  expect(links.safeUrl(address)).toBe(used);
});

test.each([
  [`${SITE}/uk/a/?x#y`, "/uk/a/"],
  ["https://elsewhere.example/uk/", undefined],
  ["nonsense", undefined],
])("the path of %s on this site is %s", (address, path) => {
  expect(links.pathOn(SITE, address)).toBe(path);
});

test("a number is dialled by its digits", () => {
  expect(links.telUrl("+48 000-000 000")).toBe("tel:+48000000000");
  expect(links.telUrl("61 000 00 00 wew. 12")).toBe("tel:610000000;ext=12");
});

test("a language is named only where it differs", () => {
  expect([links.langUnless("uk", "uk"), links.langUnless("uk", "pl")]).toEqual([undefined, "pl"]);
});
