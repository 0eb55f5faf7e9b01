/** Filters of lists: of a table with a line each follow the form, the address and the reader's choice. */
import type { Locale } from "./i18n/locales.ts";
import type { MessageKey, Translator } from "./i18n/translate.ts";

export interface Words {
  readonly t: Translator;
  readonly reader: Locale;
}

/** Something to choose; without a name, `text` of its filter knows what to call it. */
export interface Offer {
  readonly value: string;
  readonly name?: string;
  readonly lang?: Locale;
  readonly count?: number;
}

interface Field {
  /** What an address may say. It bounds how many pages a list can have; the page asks `offered`, too. */
  readonly values: RegExp;
  readonly label: MessageKey;
}

export interface SelectFilter<Filters> extends Field {
  readonly control: "select";
  readonly any: MessageKey;
  readonly isWide?: boolean;
  readonly isSorted?: boolean;
  readonly offered: (filters: Filters) => readonly Offer[];
  readonly text?: (value: string, words: Words) => string;
}

export type Filter<Filters> =
  | SelectFilter<Filters>
  | (Field & { readonly control: "number"; readonly max: number })
  | (Field & { readonly control: "date" })
  | (Field & { readonly control: "check" });

/** The filters of a list by the names of their parameters, in the order of the form. */
export type FilterTable<Name extends string, Filters> = Readonly<Record<Name, Filter<Filters>>>;

/** The reader's choice, as the API's parameters; nothing that the list does not offer. */
export type Chosen<Name extends string> = { readonly [name in Name]?: string };

/** What each parameter may say in an address. */
export function addressValues<Name extends string, Filters>(table: FilterTable<Name, Filters>): [string, RegExp][] {
  return entries(table).map(([name, { values }]) => [name, values]);
}

/** Reads the query of an address; `today` is the first day one can choose. */
export function chosenOf<Name extends string, Filters>(
  table: FilterTable<Name, Filters>,
  query: URLSearchParams,
  filters: Filters,
  today = "",
): Chosen<Name> {
  const found = entries(table).flatMap(([name, filter]) => {
    const value = query.get(name);
    return value !== null && isOffered(filter, value, filters, today) ? [[name, value]] : [];
  });
  return Object.fromEntries(found) as Chosen<Name>;
}

function isOffered<Filters>(filter: Filter<Filters>, value: string, filters: Filters, today: string): boolean {
  if (filter.control === "select") return filter.offered(filters).some((offer) => offer.value === value);
  if (filter.control === "date") return isDay(value) && value > today;
  return filter.values.test(value);
}

/** What a select offers, with its words: "Poznań (3)". */
export function optionsOf<Filters>(filter: SelectFilter<Filters>, filters: Filters, words: Words): Required<Offer>[] {
  const options = filter.offered(filters).map(({ value, name, lang = words.reader, count = 0 }) => ({
    value,
    name: name ?? filter.text?.(value, words) ?? value,
    lang,
    count,
  }));
  if (filter.isSorted) options.sort((one, other) => one.name.localeCompare(other.name, words.reader));
  return options;
}

export function isAnyChosen(chosen: Chosen<string>): boolean {
  return Object.keys(chosen).length > 0;
}

/** The address of the list with a choice, and what else it says: view, month, page. */
export function addressOf(path: string, chosen: Chosen<string>, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...(chosen as Readonly<Record<string, string>>), ...more });
  return query.size === 0 ? path : `${path}?${query}`;
}

/** Whether a text is a day that exists. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T12:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** `Object.entries` with the names' own type. */
export function entries<Name extends string, Filters>(table: FilterTable<Name, Filters>): [Name, Filter<Filters>][] {
  return Object.entries(table) as [Name, Filter<Filters>][];
}
