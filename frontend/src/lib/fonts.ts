import displayCyrillic from "@fontsource-variable/brygada-1918/files/brygada-1918-cyrillic-wght-normal.woff2?url";
import textCyrillic from "@fontsource-variable/golos-text/files/golos-text-cyrillic-wght-normal.woff2?url";
import displayBasic from "../fonts/brygada-1918-basic-wght-normal.woff2?url";
import displayPolish from "../fonts/brygada-1918-polish-wght-normal.woff2?url";
import textBasic from "../fonts/golos-text-basic-wght-normal.woff2?url";
import textPolish from "../fonts/golos-text-polish-wght-normal.woff2?url";
import type { Locale } from "./i18n/locales.ts";

const BASIC = [textBasic, displayBasic];
// A Cyrillic page has digits, signs and names of languages, too.
const CYRILLIC = [...BASIC, textCyrillic, displayCyrillic];

/** Fonts that the first screen of every page needs, asked for before the styles are read. */
export const FIRST_FONTS: Readonly<Record<Locale, readonly string[]>> = {
  // Without its own letters a Polish word would be set in two fonts.
  pl: [...BASIC, textPolish, displayPolish],
  en: BASIC,
  ru: CYRILLIC,
  uk: CYRILLIC,
};
