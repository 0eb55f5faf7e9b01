/** Times of day, weekdays and names of languages, as readers write them. Always Warsaw's time. */
import { TAGS, TIME_ZONE } from "./dates.ts";
import type { Locale } from "./locales.ts";

/** "8:00" for a moment (ISO 8601 with an offset), as clocks in Warsaw show it. */
export function formatMoment(locale: Locale, iso: string): string {
  return clock(locale, TIME_ZONE).format(new Date(iso));
}

/** "8:00" for a time of day "08:00". */
export function formatClock(locale: Locale, time: string): string {
  return clock(locale, "UTC").format(new Date(`1970-01-01T${time}Z`));
}

function clock(locale: Locale, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(TAGS[locale], { hour: "numeric", minute: "2-digit", timeZone });
}

/** The day "2026-11-24" a moment lies in, in Warsaw. */
export function dayOf(iso: string): string {
  // Swedish writes days as ISO 8601 does.
  return new Intl.DateTimeFormat("sv", { timeZone: TIME_ZONE }).format(new Date(iso));
}

/** "24 listopada" for a day "2026-11-24". */
export function formatDay(locale: Locale, day: string): string {
  return dayFormat(locale, { day: "numeric", month: "long" }).format(noonOf(day));
}

/** "24–31 grudnia 2026" for the days from one to another, both among them. */
export function formatDays(locale: Locale, from: string, until: string): string {
  return dayFormat(locale, { dateStyle: "long" }).formatRange(noonOf(from), noonOf(until));
}

/** "wtorek", of weekday 1 (Monday) to 7 (Sunday), as it stands in a sentence. */
export function weekdayInText(locale: Locale, weekday: number): string {
  // 5 January 1970 was a Monday.
  const day = new Date(Date.UTC(1970, 0, 4 + weekday, 12));
  return dayFormat(locale, { weekday: "long" }).format(day);
}

/** "Wtorek", to stand alone. */
export function weekdayName(locale: Locale, weekday: number): string {
  const name = weekdayInText(locale, weekday);
  return name.charAt(0).toLocaleUpperCase(TAGS[locale]) + name.slice(1);
}

function dayFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(TAGS[locale], { ...options, timeZone: TIME_ZONE });
}

/** Noon is the same day in every zone near us. */
function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** "ukraiński" for "uk"; the code itself where it has no name. */
export function languageName(locale: Locale, code: string): string {
  const names = new Intl.DisplayNames(TAGS[locale], { type: "language", fallback: "code" });
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

/** "polski, ukraiński" for codes, in their order. */
export function languageNames(locale: Locale, codes: readonly string[]): string {
  return codes.map((code) => languageName(locale, code)).join(", ");
}
