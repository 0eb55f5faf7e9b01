import { expect, test } from "vitest";
import { daysOf, isOn } from "../../../src/lib/activities/days.ts";

const CAMP = { day: "2027-03-26", last_day: "2027-03-29" };
const LESSON = { day: "2027-03-28", last_day: "2027-03-28" };

test("a date of several days is on each of them", () => {
  expect(
    ["2027-03-25", "2027-03-26", "2027-03-28", "2027-03-29", "2027-03-30"].filter((day) => isOn(CAMP, day)),
  ).toEqual(["2027-03-26", "2027-03-28", "2027-03-29"]);
});

test("days are listed once, in order, across the change of clocks", () => {
  expect(daysOf([CAMP, LESSON], "2027-01-01")).toEqual(["2027-03-26", "2027-03-27", "2027-03-28", "2027-03-29"]);
});

test("what began before is listed from the first day asked for", () => {
  expect(daysOf([CAMP], "2027-03-29")).toEqual(["2027-03-29"]);
});
