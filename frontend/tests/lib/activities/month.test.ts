import { expect, test } from "vitest";
import { monthAsked, monthOf, neighbours } from "../../../src/lib/activities/month.ts";

test.each([
  ["2027-02", 4, null],
  ["2027-03", 5, "2027-03-01"],
  ["2027-08", 6, null],
])("%s has %i weeks, Monday first", (name, weeks, monday) => {
  const month = monthOf(name);
  expect(month.weeks.length).toBe(weeks);
  expect(month.weeks.every((week) => week.length === 7)).toBe(true);
  expect(month.weeks.flat().filter((day) => day !== null)[0]).toBe(month.first);
  if (monday !== null) expect(month.weeks[0]?.[0]).toBe(monday);
});

test("leap years have their day", () => {
  expect(monthOf("2028-02").last).toBe("2028-02-29");
});

test.each([
  [null, "2026-11"],
  ["2027-03", "2027-03"],
  ["2027-11", "2027-11"],
  ["2026-10", "2026-11"],
  ["2027-12", "2026-11"],
])("the month asked for, %s, is %s", (asked, shown) => {
  expect(monthAsked(asked, "2026-11-23")).toBe(shown);
});

test("the calendar goes from the present month to a year ahead", () => {
  const today = "2026-11-23";
  expect(neighbours("2026-11", today)).toEqual({ before: null, after: "2026-12" });
  expect(neighbours("2027-01", today)).toEqual({ before: "2026-12", after: "2027-02" });
  expect(neighbours("2027-11", today)).toEqual({ before: "2027-10", after: null });
});
