import { expect, test } from "vitest";
import { golden } from "../../e2e/fixture-api.ts";
import type { PageDocument } from "../../src/lib/api/types.ts";
import { readingMinutes, tableOfContents } from "../../src/lib/text.ts";

test("the table of contents has the second-level headings of a long page", () => {
  expect(tableOfContents(golden<PageDocument>("page_content_fallback_uk").body)).toMatchObject([
    { text: "Rodzaje umów", anchor: "rodzaje-umow" },
    { text: "Gdy pracodawca nie płaci", anchor: "gdy-nie-placi" },
    { text: "Kto pomoże", anchor: "kto-pomoze" },
  ]);
});

test("a short page has none", () => {
  expect(tableOfContents(golden<PageDocument>("page_content_behind_ru").body)).toEqual([]);
});

test("reading time counts words wherever they stand, not tags, and is a minute at least", () => {
  const block = (words: number) => ({
    id: "1",
    type: "steps",
    value: { items: [{ html: `<p class="x">${"слово ".repeat(words)}</p>` }] },
  });
  expect([readingMinutes([]), readingMinutes([block(180)]), readingMinutes([block(900)])]).toEqual([1, 1, 5]);
});
