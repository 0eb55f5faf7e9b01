import { describe, expect, test } from "vitest";
import { pointPages, pointsIn } from "../../../e2e/points.ts";
import type { DirectoryPage } from "../../../src/lib/api/points.ts";
import { chosenOf, isAnyChosen } from "../../../src/lib/filters.ts";
import { FILTERS, listed } from "../../../src/lib/points/filters.ts";

const { filters } = pointPages().get("/en/points/") as DirectoryPage;

function chosen(query: string) {
  return chosenOf(FILTERS, new URLSearchParams(query), filters);
}

function titles(query: string): string[] {
  return listed(pointsIn("en"), chosen(query)).map(({ city, street }) => `${city}, ${street}`);
}

test.each([
  ["county=3061", ["Kalisz, ul. Wymyślona 7"]],
  ["county=3064&open_now=true", ["Poznań, ul. Przykładowa 12", "Poznań, ul. Wzorcowa 3"]],
  ["spoken=ru", ["Poznań, ul. Wzorcowa 3", "Piła, ul. Zmyślona 1"]],
  ["service=73&spoken=uk&open_now=true", ["Poznań, ul. Przykładowa 12"]],
  ["county=3061&open_now=true", []],
])("%s narrows the list", (query, expected) => {
  expect(titles(query)).toEqual(expected);
});

test("places closed down stand last", () => {
  const [first, ...others] = pointsIn("en");
  const gone = { ...first!, opening: { ...first!.opening, state: "closed_down" as const } };
  const shown = listed([gone, ...others], chosen(""));
  expect(shown.map(({ opening }) => opening.state)).toEqual([
    "open",
    "closed",
    "closed_down",
    "closed_down",
    "closed_down",
  ]);
});

describe("what is not offered", () => {
  test.each(["", "county=9999", "service=1", "spoken=xx", "open_now=1", "county=__proto__"])(
    "counts as not chosen: %s",
    (query) => {
      expect(isAnyChosen(chosen(query))).toBe(false);
      expect(titles(query).length).toBe(5);
    },
  );
});
