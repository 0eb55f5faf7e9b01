import displayCyrillic from "@fontsource-variable/brygada-1918/files/brygada-1918-cyrillic-wght-normal.woff2?url";
import textCyrillic from "@fontsource-variable/golos-text/files/golos-text-cyrillic-wght-normal.woff2?url";
import displayBasic from "../fonts/brygada-1918-basic-wght-normal.woff2?url";
import displayPolish from "../fonts/brygada-1918-polish-wght-normal.woff2?url";
import textBasic from "../fonts/golos-text-basic-wght-normal.woff2?url";
import textPolish from "../fonts/golos-text-polish-wght-normal.woff2?url";
import type { Locale } from "./i18n/locales.ts";

// Names of places and of the programme are Polish in every language.
const LATIN = [textBasic, displayBasic, textPolish];
// A Cyrillic page has digits, signs and names of languages, too.
const CYRILLIC = [...LATIN, textCyrillic, displayCyrillic];

/** Fonts that the first screen of every page needs, asked for before the styles are read. */
export const FIRST_FONTS: Readonly<Record<Locale, readonly string[]>> = {
  // Without its own letters a Polish word would be set in two fonts.
  pl: [...LATIN, displayPolish],
  en: LATIN,
  ru: CYRILLIC,
  uk: CYRILLIC,
};
