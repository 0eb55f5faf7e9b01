import { describe, expect, test } from "vitest";
import { parseTarget } from "../../../server/paths.ts";
import { FILTERS } from "../../../src/lib/activities/filters.ts";
import type { ActivityFilters } from "../../../src/lib/api/activities.ts";
import { addressOf, chosenOf, isAnyChosen } from "../../../src/lib/filters.ts";

const offered: ActivityFilters = {
  varieties: ["children", "polish_course"],
  counties: [{ code: "3064", name: "Poznań" }],
  levels: ["A1"],
  languages: ["pl", "uk"],
};
const chosen = (query: string) => chosenOf(FILTERS, new URLSearchParams(query), offered, "2026-11-23");

test("the reader's choice makes an address that says the same", () => {
  const query = "kind=children&county=3064&level=A1&language=uk&age=8&from=2027-01-04&free=true";
  expect(addressOf("/uk/activities/", chosen(query))).toBe(`/uk/activities/?${query}`);
  expect(addressOf("/uk/activities/", {}, { page: "2" })).toBe("/uk/activities/?page=2");
  expect(addressOf("/uk/activities/", {})).toBe("/uk/activities/");
});

describe("what is not offered", () => {
  test.each([
    "",
    "kind=other",
    "county=3061",
    "age=abc",
    "level=C2",
    "language=de",
    "free=yes",
    "from=2026-02-30",
    "from=2026-11-23",
    "from=2027-13-01",
    "kind=__proto__",
  ])("counts as not chosen: %s", (query) => {
    expect(isAnyChosen(chosen(query))).toBe(false);
  });
});

test.each([
  ["/pl/activities/?month=2027-03&view=month&made=up", "/pl/activities/?view=month&month=2027-03"],
  ["/pl/activities/?page=0&age=1000&from=soon&month=2027-13", "/pl/activities/"],
  ["/pl/activities/kurs/?page=2", "/pl/activities/kurs/"],
])("%s is kept as %s", (address, key) => {
  expect(parseTarget(address).key).toBe(key);
});
