import { describe, expect, test } from "vitest";
import type { Closure, Opening, OpeningDay } from "../../../src/lib/api/points.ts";
import type { Locale } from "../../../src/lib/i18n/locales.ts";
import { translator } from "../../../src/lib/i18n/translate.ts";
import { addressLine, daysAlike, laterChanges } from "../../../src/lib/points/facts.ts";
import { hoursWords, stateWords } from "../../../src/lib/points/opening.ts";
import { pointsIn } from "../../../e2e/points.ts";

const OFFICE = { opens: "08:00", closes: "16:00" };

/** A week from Tuesday, 24 November on; `today` says what is special about that day. */
function weekWith(today: Partial<OpeningDay>): OpeningDay[] {
  return [0, 1, 2, 3, 4, 5, 6].map((ahead) => ({
    date: `2026-11-${24 + ahead}`,
    weekday: ((1 + ahead) % 7) + 1,
    spans: [OFFICE],
    reason: null,
    ...(ahead === 0 ? today : {}),
  }));
}

function opening(changes: Partial<Opening>, today: Partial<OpeningDay> = {}): Opening {
  const week = weekWith(today);
  return { state: "closed", until: null, next: null, reason: null, week, ...changes };
}

/** Headline and details as read. Intl's thin and hard spaces count as spaces. */
function words(locale: Locale, state: Opening, closure: Closure | null = null): string {
  const { headline, details } = stateWords(translator(locale), state, closure);
  return `${headline}|${details.join("|")}`.replace(/[\u2009\u00a0\u202f]/g, " ");
}

test("an address without a postcode has no gap", () => {
  const [point] = pointsIn("pl");
  expect(addressLine(point!)).toBe("ul. Przykładowa 12, 61-001 Poznań");
  expect(addressLine({ ...point!, postcode: "" })).toBe("ul. Przykładowa 12, Poznań");
});

test.each([
  ["pl", "Otwarte do 16:00|"],
  ["en", "Open until 16:00|"],
  ["ru", "Открыто до 16:00|"],
  ["uk", "Відчинено до 16:00|"],
] as const)("%s: open, in Warsaw's time", (locale, text) => {
  expect(words(locale, opening({ state: "open", until: "2026-11-24T15:00:00Z" }))).toBe(text);
});

test("open with other hours than usual says so", () => {
  const state = opening({ state: "open", until: "2026-11-24T16:00:00+01:00" }, { reason: "exception" });
  expect(words("en", state)).toBe("Open until 16:00|Other hours than usual today");
});

test.each([
  ["en", "2026-11-24T13:00:00+01:00", "Closed|Opens today at 13:00"],
  ["en", "2026-11-25T08:00:00+01:00", "Closed|Opens tomorrow at 8:00"],
  // Late at night in UTC is the next day in Warsaw.
  ["en", "2026-11-24T23:30:00Z", "Closed|Opens tomorrow at 0:30"],
  ["pl", "2026-11-30T08:00:00+01:00", "Zamknięte|Otwarcie w poniedziałek o 8:00"],
  ["ru", "2026-11-27T08:00:00+01:00", "Закрыто|Откроется в пятницу в 8:00"],
  ["uk", "2026-11-28T08:00:00+01:00", "Зачинено|Відчиниться у суботу о 8:00"],
  ["en", "2026-12-01T08:00:00+01:00", "Closed|Opens on 1 December at 8:00"],
  ["uk", "2026-12-01T08:00:00+01:00", "Зачинено|Відчиниться 1 грудня о 8:00"],
] as const)("%s: closed, opens next at %s", (locale, next, text) => {
  expect(words(locale, opening({ next }))).toBe(text);
});

test.each([
  ["holiday", "Closed today: public holiday|"],
  ["exception", "Closed today: change of hours|"],
  [null, "Closed|"],
] as const)("closed all day for the reason %s", (reason, text) => {
  expect(words("en", opening({}, { spans: [], reason }))).toBe(text);
});

describe("closed down", () => {
  const closure = { from: "2026-10-01", until: null, successor: null };

  test.each([
    ["pl", "Zamknięte na stałe od 1 października 2026|"],
    ["en", "Closed for good since 1 October 2026|"],
    ["ru", "Закрыто окончательно с 1 октября 2026 г.|"],
    ["uk", "Зачинено остаточно з 1 жовтня 2026 р.|"],
  ] as const)("%s: for good", (locale, text) => {
    expect(words(locale, opening({ state: "closed_down" }), closure)).toBe(text);
  });

  test("for a time, with the day it opens again", () => {
    const state = opening({ state: "closed_down", next: "2026-12-01T08:00:00+01:00" });
    const text = words("pl", state, { ...closure, from: "2026-11-16", until: "2026-11-30" });
    expect(text).toBe("Zamknięte 16–30 listopada 2026|Otwarcie 1 grudnia o 8:00");
  });
});

describe("a closure to come is told while the point is open", () => {
  const open = opening({ state: "open", until: "2026-11-24T15:00:00Z" });

  test.each([
    ["pl", null, "Otwarte do 16:00|Od 1 grudnia 2026 zamknięte na stałe"],
    ["en", null, "Open until 16:00|Closes for good on 1 December 2026"],
    ["uk", "2026-12-05", "Відчинено до 16:00|Зачинено 1–5 грудня 2026 р."],
  ] as const)("in %s, until %s", (locale, until, text) => {
    expect(words(locale, open, { from: "2026-12-01", until, successor: null })).toBe(text);
  });

  test("and one that is over is not", () => {
    const over = { from: "2026-11-01", until: "2026-11-20", successor: null };
    expect(words("pl", open, over)).toBe("Otwarte do 16:00|");
  });
});

describe("hours", () => {
  const noon = { opens: "12:00", closes: "24:00" };

  test.each([
    [[], "zamknięte"],
    [[OFFICE], "8:00–16:00"],
    [[{ opens: "07:30", closes: "11:00" }, noon], "7:30–11:00, 12:00–0:00"],
  ])("of a day are written: %#", (spans, text) => {
    expect(hoursWords(translator("pl"), spans)).toBe(text);
  });

  test("of days that follow one another are joined if they are the same", () => {
    const spans = [[OFFICE], [OFFICE], [noon], [OFFICE], [OFFICE], [], []];
    const hours = spans.map((each, index) => ({ weekday: index + 1, spans: each }));
    expect(daysAlike(hours).map(({ first, last }) => [first, last])).toEqual([
      [1, 2],
      [3, 3],
      [4, 5],
      [6, 7],
    ]);
  });

  test("that change later than the week shown are told, past changes are not", () => {
    const [point] = pointsIn("pl");
    const change = (until: string) => ({ from: until, until, spans: [] });
    const exceptions = ["2026-11-20", "2026-11-30", "2026-12-01"].map(change);
    const later = laterChanges({ ...point!, exceptions }, point!.opening.week);
    expect(later).toEqual([change("2026-12-01")]);
  });
});
