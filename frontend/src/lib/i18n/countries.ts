import type { Locale } from "./locales.ts";

/** "Німеччина" for "DE"; the code itself where there is no such country. */
export function countryName(locale: Locale, code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code;
}
