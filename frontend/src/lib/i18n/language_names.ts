import type { Locale } from "./locales.ts";

/** Each language in its own script; used when the CMS cannot be asked. */
export const NAMES: Readonly<Record<Locale, string>> = {
  pl: "Polski",
  en: "English",
  ru: "Русский",
  uk: "Українська",
};
