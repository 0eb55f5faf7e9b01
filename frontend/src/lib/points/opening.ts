import type { Closure, Opening, OpeningDay, Span } from "../api/points.ts";
import { formatDate } from "../i18n/dates.ts";
import { dayOf, formatClock, formatDay, formatDays, formatMoment } from "../i18n/times.ts";
import type { Translator } from "../i18n/translate.ts";

/** Whether a point is open, in words. */
export interface StateWords {
  readonly state: Opening["state"];
  readonly headline: string;
  /** When that changes, what is unusual today, a closure to come. */
  readonly details: readonly string[];
}

/** Says whether a point is open now, until when, or when it opens next. */
export function stateWords(t: Translator, opening: Opening, closure: Closure | null): StateWords {
  const { state } = opening;
  const isOpen = state === "open";
  const closed = state === "closed_down" && closure !== null ? closedDown(t, closure) : "";
  const headline = isOpen ? openUntil(t, opening) : closed || closedToday(t, opening);
  const details = [isOpen ? unusual(t, opening) : opensNext(t, opening), closureAhead(t, opening, closure)];
  return { state, headline, details: details.filter((detail) => detail !== "") };
}

function closureAhead(t: Translator, { week }: Opening, closure: Closure | null): string {
  const today = week[0]?.date ?? "";
  if (closure === null || closure.from <= today) return "";
  if (closure.until !== null) return closedDown(t, closure);
  return t("points.closes", { date: formatDate(t.locale, closure.from) });
}

function openUntil(t: Translator, { until }: Opening): string {
  if (until === null) return t("points.open");
  return t("points.open_until", { time: formatMoment(t.locale, until) });
}

function unusual(t: Translator, { week }: Opening): string {
  return week[0]?.reason === "exception" ? t("points.other_hours") : "";
}

function closedToday(t: Translator, { week }: Opening): string {
  const today = week[0];
  if (today?.spans.length !== 0) return t("points.closed");
  if (today.reason === "holiday") return t("points.closed_holiday");
  return today.reason === "exception" ? t("points.closed_exception") : t("points.closed");
}

function closedDown(t: Translator, closure: Closure): string {
  const { from, until } = closure;
  if (until === null) return t("points.closed_since", { date: formatDate(t.locale, from) });
  return t("points.closed_between", { dates: formatDays(t.locale, from, until) });
}

function opensNext(t: Translator, { next, week }: Opening): string {
  if (next === null) return "";
  const day = dayWords(t, dayOf(next), week);
  return t("points.opens", { day, time: formatMoment(t.locale, next) });
}

const ON_WEEKDAY = [
  "points.on.1",
  "points.on.2",
  "points.on.3",
  "points.on.4",
  "points.on.5",
  "points.on.6",
  "points.on.7",
] as const;

/** "today", "on Monday", "on 7 December", of a day; `week` begins today. */
function dayWords(t: Translator, day: string, week: readonly OpeningDay[]): string {
  const ahead = week.findIndex(({ date }) => date === day);
  if (ahead === 0) return t("points.today");
  if (ahead === 1) return t("points.tomorrow");
  const weekday = ON_WEEKDAY[(week[ahead]?.weekday ?? 0) - 1];
  return weekday ? t(weekday) : t("points.on_date", { date: formatDay(t.locale, day) });
}

/** "8:00–12:00, 13:00–16:00", or that it is closed. */
export function hoursWords(t: Translator, spans: readonly Span[]): string {
  const words = ({ opens, closes }: Span): string => `${formatClock(t.locale, opens)}–${formatClock(t.locale, closes)}`;
  return spans.length === 0 ? t("points.closed_day") : spans.map(words).join(", ");
}
