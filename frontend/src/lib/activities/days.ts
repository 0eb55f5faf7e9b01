/** Days "2027-03-28" on which something is, as the calendar stands in Warsaw. */

interface Spanning {
  readonly day: string;
  readonly last_day: string;
}

const A_DAY_MS = 24 * 60 * 60 * 1000;

/** Whether a date is on a day: a camp is on each of its days. */
export function isOn({ day, last_day }: Spanning, asked: string): boolean {
  return day <= asked && asked <= last_day;
}

/** The days of dates from `first` on, in order. */
export function daysOf(dates: readonly Spanning[], first: string): string[] {
  const days = dates.flatMap((date) => between(date.day < first ? first : date.day, date.last_day));
  return [...new Set(days)].sort();
}

function between(first: string, last: string): string[] {
  const from = Date.parse(`${first}T12:00:00Z`);
  const count = Math.round((Date.parse(`${last}T12:00:00Z`) - from) / A_DAY_MS) + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, index) =>
    new Date(from + index * A_DAY_MS).toISOString().slice(0, 10),
  );
}
