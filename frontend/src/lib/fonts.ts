import displayCyrillic from "@fontsource-variable/brygada-1918/files/brygada-1918-cyrillic-wght-normal.woff2?url";
import displayLatin from "@fontsource-variable/brygada-1918/files/brygada-1918-latin-wght-normal.woff2?url";
import textCyrillic from "@fontsource-variable/golos-text/files/golos-text-cyrillic-wght-normal.woff2?url";
import textLatin from "@fontsource-variable/golos-text/files/golos-text-latin-wght-normal.woff2?url";
import displayPolish from "../fonts/brygada-1918-polish-wght-normal.woff2?url";
import textPolish from "../fonts/golos-text-polish-wght-normal.woff2?url";
import type { Locale } from "./i18n/locales.ts";

const LATIN = [textLatin, displayLatin];
const CYRILLIC = [textCyrillic, displayCyrillic];

/** Fonts that the first screen of every page needs, asked for before the styles are read. */
export const FIRST_FONTS: Readonly<Record<Locale, readonly string[]>> = {
  // Without its own letters a Polish word would be set in two fonts.
  pl: [...LATIN, textPolish, displayPolish],
  en: LATIN,
  ru: CYRILLIC,
  uk: CYRILLIC,
};
