import type { ActivityFilters } from "../api/activities.ts";

/** What each parameter may say in an address; the page then ignores what it does not offer. */
export const ACTIVITY_VALUES: ReadonlyMap<string, RegExp> = new Map([
  ["kind", /^[a-z_]{1,20}$/],
  ["county", /^\d{4}$/],
  ["age", /^\d{1,2}$/],
  ["level", /^[ABC][0-2]$/],
  ["language", /^[a-z]{2,3}$/],
  ["free", /^true$/],
  ["from", /^20\d\d-[01]\d-[0-3]\d$/],
  ["view", /^month$/],
  ["month", /^20\d\d-(0[1-9]|1[0-2])$/],
  ["page", /^[1-9]\d?$/],
]);

/** The reader's choice, as the API's parameters; nothing that the list does not offer. */
export interface Chosen {
  readonly kind?: string;
  readonly county?: string;
  readonly age?: string;
  readonly level?: string;
  readonly language?: string;
  readonly free?: string;
  readonly from?: string;
}

type Name = keyof Chosen;

/** Reads the query of an address; `today` is the first day one can choose. */
export function chosenOf(query: URLSearchParams, offered: ActivityFilters, today: string): Chosen {
  const offers: Readonly<Record<Name, (value: string) => boolean>> = {
    kind: (value) => (offered.varieties as readonly string[]).includes(value),
    county: (value) => offered.counties.some(({ code }) => code === value),
    age: (value) => /^\d{1,2}$/.test(value),
    level: (value) => offered.levels.includes(value),
    language: (value) => offered.languages.includes(value),
    free: (value) => value === "true",
    from: (value) => isDay(value) && value > today,
  };
  const found = Object.entries(offers).flatMap(([name, isOffered]) => {
    const value = query.get(name);
    return value !== null && isOffered(value) ? [[name, value]] : [];
  });
  return Object.fromEntries(found) as Chosen;
}

export function isAnyChosen(chosen: Chosen): boolean {
  return Object.keys(chosen).length > 0;
}

/** The address of the list with a choice, and what else it says: view, month, page. */
export function addressOf(path: string, chosen: Chosen, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...chosen, ...more });
  return query.size === 0 ? path : `${path}?${query}`;
}

/** Whether a text is a day that exists. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T12:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
