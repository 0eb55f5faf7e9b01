import { expect, test } from "vitest";
import { matchesEtag, strongEtag } from "../../server/etag.ts";

test("equal bytes have one tag, other bytes another, and it is strong", () => {
  const tag = strongEtag(Buffer.from("a"));
  expect(strongEtag(Buffer.from("a"))).toBe(tag);
  expect(strongEtag(Buffer.from("b"))).not.toBe(tag);
  expect(tag).toMatch(/^"[\w-]{22}"$/);
});

test.each([
  [undefined, false],
  ['"a"', true],
  ['W/"a"', true],
  ['"b", "a"', true],
  ["*", true],
  ['"b"', false],
  ["a", false],
])("If-None-Match %s", (header, matches) => {
  expect(matchesEtag(header, '"a"')).toBe(matches);
});
