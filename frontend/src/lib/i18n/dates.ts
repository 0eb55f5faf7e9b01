import type { Locale } from "./locales.ts";

export const TIME_ZONE = "Europe/Warsaw";

// "en" alone means the United States; readers here write the day first.
export const TAGS: Readonly<Record<Locale, string>> = { pl: "pl", en: "en-GB", ru: "ru", uk: "uk" };

/**
 * "1 października 2026" for an ISO 8601 date or instant, as the calendar stands in Warsaw.
 * An empty string for what is no date.
 */
export function formatDate(locale: Locale, iso: string): string {
  // A bare date means that day; noon keeps it the same day in every zone near us.
  const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(iso) ? `${iso}T12:00:00Z` : iso);
  if (Number.isNaN(date.getTime())) return "";
  return new Intl.DateTimeFormat(TAGS[locale], { dateStyle: "long", timeZone: TIME_ZONE }).format(date);
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** "1,2 MB" by powers of 1,000, as file managers and this language write it. */
export function formatBytes(locale: Locale, bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  return new Intl.NumberFormat(TAGS[locale], {
    style: "unit",
    unit: UNITS[step] as string,
    unitDisplay: "short",
    maximumFractionDigits: step < 2 ? 0 : 1,
  }).format(bytes / 1000 ** step);
}
