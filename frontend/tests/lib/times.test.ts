import { expect, test } from "vitest";
import {
  dayOf,
  formatClock,
  formatDays,
  formatMoment,
  languageNames,
  weekdayInText,
  weekdayName,
} from "../../src/lib/i18n/times.ts";
import { minuteOf } from "../../src/lib/minute.ts";

const plain = (text: string): string => text.replace(/[\u2009\u00a0\u202f]/g, " ");

test.each([
  ["pl", "2026-11-24T07:00:00Z", "8:00"],
  // Summer time.
  ["uk", "2026-07-24T07:05:00Z", "9:05"],
  ["en", "2026-11-24T16:30:00+01:00", "16:30"],
] as const)("%s shows the moment %s as clocks in Warsaw do: %s", (locale, moment, text) => {
  expect(formatMoment(locale, moment)).toBe(text);
});

test("a time of day is no moment: it has no zone", () => {
  expect(["08:00", "16:30", "24:00"].map((time) => formatClock("ru", time))).toEqual(["8:00", "16:30", "0:00"]);
});

test.each([
  ["2026-11-24T22:59:59Z", "2026-11-24"],
  ["2026-11-24T23:00:00Z", "2026-11-25"],
])("the moment %s lies in %s", (moment, day) => {
  expect(dayOf(moment)).toBe(day);
});

test.each([
  ["pl", "2026-12-24", "2026-12-31", "24–31 grudnia 2026"],
  ["en", "2026-12-24", "2026-12-24", "24 December 2026"],
  ["uk", "2026-11-30", "2026-12-02", "30 листопада – 2 грудня 2026 р."],
] as const)("%s writes the days from %s to %s", (locale, from, until, text) => {
  expect(plain(formatDays(locale, from, until))).toBe(text);
});

test.each([
  ["pl", 1, "Poniedziałek", "poniedziałek"],
  ["uk", 5, "Пʼятниця", "пʼятниця"],
  ["en", 7, "Sunday", "Sunday"],
] as const)("%s names weekday %i", (locale, weekday, alone, inText) => {
  expect([weekdayName(locale, weekday), weekdayInText(locale, weekday)]).toEqual([alone, inText]);
});

test.each([
  ["pl", ["uk", "en"], "ukraiński, angielski"],
  ["uk", ["pl"], "польська"],
  // No language at all is shown as it came.
  ["en", ["pl", "qqq", "?"], "Polish, qqq, ?"],
] as const)("%s names languages", (locale, codes, names) => {
  expect(languageNames(locale, codes)).toBe(names);
});

test.each([
  [0, 0],
  [59_999, 0],
  [60_000, 1],
])("%i ms lie in minute %i", (moment, minute) => {
  expect(minuteOf(moment)).toBe(minute);
});
