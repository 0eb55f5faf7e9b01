/** Reading languages of the site, source language first (the order of the switch). */
export const LOCALES = ["pl", "en", "ru", "uk"] as const;
export type Locale = (typeof LOCALES)[number];

/** The language everything is written in first. */
export const SOURCE_LOCALE: Locale = "pl";

export function isLocale(value: string | undefined): value is Locale {
  return (LOCALES as readonly string[]).includes(value ?? "");
}

/** The locale a path such as "/uk/zhytlo/" belongs to, if its first part is one. */
export function localeOfPath(path: string): Locale | undefined {
  const first = path.split("/", 2)[1];
  return isLocale(first) ? first : undefined;
}
