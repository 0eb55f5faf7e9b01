import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatBytes, formatDate } from "../../src/lib/i18n/dates.ts";
import { LOCALES, localeOfPath } from "../../src/lib/i18n/locales.ts";
import { MESSAGES, translator } from "../../src/lib/i18n/translate.ts";

const polish = Object.entries(MESSAGES.pl);

describe.each(LOCALES)("the texts in %s", (locale) => {
  const messages = MESSAGES[locale];

  test("have the same keys as in Polish", () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(MESSAGES.pl).sort());
  });

  test("have exactly the plural forms the language has", () => {
    const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    const forms = Object.values(messages).filter((message) => typeof message === "object");
    expect(forms.length).toBeGreaterThan(0);
    for (const form of forms) expect(Object.keys(form).sort()).toEqual([...categories].sort());
  });

  test("have the same places to fill in", () => {
    const places = (text: unknown): string[] => (typeof text === "string" ? (text.match(/\{\w+\}/g) ?? []).sort() : []);
    for (const [key, text] of polish) expect([key, places(messages[key])]).toEqual([key, places(text)]);
  });

  test("are all written, in that language", () => {
    for (const text of Object.values(messages)) expect(JSON.stringify(text)).not.toMatch(/""|TODO/);
  });
});

test("every key is used somewhere", () => {
  const files = ["src", "server"].flatMap((directory) =>
    readdirSync(directory, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(astro|ts)$/.test(name))
      .map((name) => readFileSync(`${directory}/${name}`, "utf8")),
  );
  const code = files.join("\n");
  // Keys with a variable end are built: alert.*, tone.*, notice.fallback.*, faults of forms, fields
  const built = new RegExp(
    [
      String.raw`^(alert|tone|notice\.fallback)\.`,
      String.raw`^feedback\.(choose|too_long|too_many|failed)$`,
      String.raw`^activities\.(kind|state|accessibility)\.`,
      String.raw`^registration\.(level|state|reason)\.`,
      String.raw`^registration\.(email|name|phone|institution|role|failed)$`,
      String.raw`^registration\.reminders\.(first|every|none)$`,
      String.raw`^(case|question)\.title$`,
      String.raw`^case\.(step|state|next|outcome|meeting)\.[a-z_]+$`,
      String.raw`^case\.rate\.[1-5]$`,
      String.raw`^request\.[a-z]+\.(short|title|lead)$`,
      String.raw`^request\.(needed|next)\.[a-z]+$`,
      String.raw`^warning\.(pesel|phone|email|name)$`,
    ].join("|"),
  );
  const unused = polish.map(([key]) => key).filter((key) => !built.test(key) && !code.includes(`"${key}"`));
  expect(unused).toEqual([]);
});

test.each([
  ["pl", 1, "1 minuta czytania"],
  ["pl", 3, "3 minuty czytania"],
  ["pl", 12, "12 minut czytania"],
  ["pl", 22, "22 minuty czytania"],
  ["en", 1, "1 minute to read"],
  ["en", 5, "5 minutes to read"],
  ["ru", 21, "21 минута чтения"],
  ["ru", 11, "11 минут чтения"],
  ["uk", 2, "2 хвилини читання"],
  ["uk", 5, "5 хвилин читання"],
] as const)("%s counts %s", (locale, count, text) => {
  expect(translator(locale).plural("page.reading", count)).toBe(text);
});

test.each([
  ["pl", "2026-10-01", "1 października 2026"],
  ["en", "2026-10-01", "1 October 2026"],
  ["ru", "2026-10-01", "1 октября 2026 г."],
  ["uk", "2026-10-01", "1 жовтня 2026 р."],
  // Late in the evening in London is the next day in Warsaw.
  ["en", "2026-10-01T23:30:00+01:00", "2 October 2026"],
  ["en", "nonsense", ""],
] as const)("%s writes %s as %s", (locale, iso, text) => {
  expect(formatDate(locale, iso)).toBe(text);
});

test.each([
  ["en", 0, "0 byte"],
  ["en", 184_320, "184 kB"],
  ["pl", 1_250_000, "1,3 MB"],
] as const)("%s writes %s bytes as %s", (locale, bytes, text) => {
  expect(formatBytes(locale, bytes).replace(/\u00a0/g, " ")).toBe(text);
});

test.each([
  ["/uk/", "uk"],
  ["/pl/a/b/", "pl"],
  ["/ua/", undefined],
  ["/", undefined],
  ["/ukraine/", undefined],
])("%s belongs to %s", (path, locale) => {
  expect(localeOfPath(path)).toBe(locale);
});
