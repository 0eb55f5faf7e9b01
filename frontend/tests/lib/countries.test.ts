import { expect, test } from "vitest";
import { countryName } from "../../src/lib/i18n/countries.ts";

test.each([
  ["pl", "DE", "Niemcy"],
  ["en", "DK", "Denmark"],
  ["ru", "CZ", "Чехия"],
  ["uk", "DE", "Німеччина"],
  ["uk", "nonsense", "nonsense"],
] as const)("%s calls %s %s", (locale, code, name) => {
  expect(countryName(locale, code)).toBe(name);
});
