import type { ActivityPlace, Group, GroupDate } from "../api/activities.ts";
import { TAGS, TIME_ZONE } from "../i18n/dates.ts";
import { dayOf, formatMoment } from "../i18n/times.ts";
import type { Locale } from "../i18n/locales.ts";
import type { MessageKey, Translator } from "../i18n/translate.ts";

/** How a group stands, in a word's tone and in words. */
export interface Standing {
  readonly tone: "free" | "full" | "none";
  readonly text: string;
}

export function availabilityOf(t: Translator, group: Group): Standing {
  const { sign_up, places, is_moderated } = group;
  if (sign_up.state === "not_yet" && sign_up.opens_at !== null) {
    const opens = { date: formatDayOfMoment(t.locale, sign_up.opens_at) };
    return { tone: "none", text: t("activities.opens", opens) };
  }
  if (sign_up.state !== "open") return { tone: "none", text: t(`activities.state.${sign_up.state}` as MessageKey) };
  if (is_moderated) return { tone: "free", text: t("activities.moderated") };
  if (places.free === 0) return { tone: "full", text: t("activities.full") };
  return { tone: "free", text: t.plural("activities.free", places.free) };
}

/** "17:30–19:00", with the last day where it is another one. */
export function hoursOf(locale: Locale, { starts_at, ends_at }: Pick<GroupDate, "starts_at" | "ends_at">): string {
  const until = formatMoment(locale, ends_at);
  const from = formatMoment(locale, starts_at);
  return dayOf(starts_at) === dayOf(ends_at)
    ? `${from}–${until}`
    : `${from} – ${formatDayOfMoment(locale, ends_at)}, ${until}`;
}

/** "wtorek, 1 grudnia 2026" for a day. */
export function formatLongDay(locale: Locale, day: string): string {
  const text = new Intl.DateTimeFormat(TAGS[locale], { dateStyle: "full", timeZone: TIME_ZONE }).format(
    new Date(`${day}T12:00:00Z`),
  );
  return text.charAt(0).toLocaleUpperCase(TAGS[locale]) + text.slice(1);
}

/** "wt., 1 gru" for a day. */
export function formatShortDay(locale: Locale, day: string): string {
  const options = { weekday: "short", day: "numeric", month: "short", timeZone: TIME_ZONE } as const;
  return new Intl.DateTimeFormat(TAGS[locale], options).format(new Date(`${day}T12:00:00Z`));
}

/** "marzec 2027" for a month. */
export function formatMonth(locale: Locale, month: string): string {
  const options = { month: "long", year: "numeric", timeZone: TIME_ZONE } as const;
  const text = new Intl.DateTimeFormat(TAGS[locale], options).format(new Date(`${month}-15T12:00:00Z`));
  return text.charAt(0).toLocaleUpperCase(TAGS[locale]) + text.slice(1);
}

function formatDayOfMoment(locale: Locale, iso: string): string {
  const options = { day: "numeric", month: "long", timeZone: TIME_ZONE } as const;
  return new Intl.DateTimeFormat(TAGS[locale], options).format(new Date(iso));
}

/** "7–10", "18+" or "≤ 12"; empty where everybody may come. */
export function agesOf({ age_from, age_to }: Pick<Group, "age_from" | "age_to">): string {
  if (age_from === null) return age_to === null ? "" : `≤ ${age_to}`;
  return age_to === null ? `${age_from}+` : `${age_from}–${age_to}`;
}

/** The address in one line, without what is not known. */
export function addressLine(place: ActivityPlace): string {
  const town = `${place.postcode} ${place.city}`.trim();
  return [place.name, place.street, town].filter((part) => part !== "").join(", ");
}

/** "bezpłatnie", or the price as the language writes złoty. */
export function priceOf(t: Translator, price: string): string {
  const amount = Number(price);
  if (amount === 0) return t("activities.no_charge");
  return new Intl.NumberFormat(TAGS[t.locale], { style: "currency", currency: "PLN" }).format(amount);
}
