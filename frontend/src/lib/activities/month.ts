/** Months "2027-03" and their weeks, Monday first. */

export interface Month {
  readonly name: string;
  readonly first: string;
  readonly last: string;
  /** Days by weeks; null where the week belongs to another month. */
  readonly weeks: readonly (readonly (string | null)[])[];
}

const MONTHS_AHEAD = 12;

export function monthOf(name: string): Month {
  const [year, month] = name.split("-").map(Number) as [number, number];
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const days = Array.from({ length: count }, (_, index) => `${name}-${String(index + 1).padStart(2, "0")}`);
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const cells: (string | null)[] = [...Array.from({ length: before }, () => null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  const weeks = Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  return { name, first: days[0] as string, last: days.at(-1) as string, weeks };
}

/** The month `steps` after another one. */
export function monthAfter(name: string, steps: number): string {
  const [year, month] = name.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 + steps, 1)).toISOString().slice(0, 7);
}

/** The month asked for, within a year of the present one. */
export function monthAsked(asked: string | null, today: string): string {
  const present = today.slice(0, 7);
  const isOffered = asked !== null && asked >= present && asked <= monthAfter(present, MONTHS_AHEAD);
  return isOffered ? asked : present;
}

/** The months before and after, where the calendar goes on. */
export function neighbours(name: string, today: string): { before: string | null; after: string | null } {
  const present = today.slice(0, 7);
  return {
    before: name > present ? monthAfter(name, -1) : null,
    after: name < monthAfter(present, MONTHS_AHEAD) ? monthAfter(name, 1) : null,
  };
}
