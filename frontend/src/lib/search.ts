import type { Kind, SearchResult, State } from "./api/search.ts";
import type { Locale } from "./i18n/locales.ts";
import type { MessageKey } from "./i18n/translate.ts";

/** What one reader asked. `type` is empty for all; pages count from 1. */
export interface SearchQuery {
  readonly q: string;
  readonly type: Kind | "";
  readonly page: number;
}

/** What the page of a search shows; without `result` nothing was asked, or `fault` says why. */
export interface SearchView {
  readonly query: SearchQuery;
  readonly result: SearchResult | null;
  readonly fault: SearchFault | undefined;
}

export type SearchFault = Extract<MessageKey, "search.too_many" | "search.unavailable">;

export const PER_PAGE = 20;
/** The API takes no longer query. */
export const MAX_QUERY = 200;
/** As many texts as the API ranks. */
const MAX_PAGE = 20;

/** Every kind of results in the order of the filters, with its name. */
export const KIND_NAMES: Readonly<Record<Kind, MessageKey>> = {
  page: "search.type.page",
  handbook: "search.type.handbook",
  point: "search.type.point",
  activity: "search.type.activity",
  story: "search.type.story",
  practice: "search.type.practice",
  term: "search.type.term",
  file: "search.type.file",
};

/** How a point or an activity is at the moment. */
export const STATE_NAMES: Readonly<Record<State, MessageKey>> = {
  open: "search.state.open",
  closed: "search.state.closed",
  closed_down: "search.state.closed_down",
  upcoming: "search.state.upcoming",
  over: "search.state.over",
};

/** What an address asks for; what no form of ours would send is left out. */
export function readQuery(parameters: URLSearchParams): SearchQuery {
  const type = parameters.get("type") ?? "";
  const page = parameters.get("page") ?? "";
  return {
    q: [...(parameters.get("q") ?? "").trim()].slice(0, MAX_QUERY).join(""),
    type: Object.hasOwn(KIND_NAMES, type) ? (type as Kind) : "",
    page: /^[1-9]\d?$/.test(page) ? Math.min(Number(page), MAX_PAGE) : 1,
  };
}

/** The parameters by which the API answers a query of a reader. */
export function apiQuery({ q, type, page }: SearchQuery, locale: Locale): URLSearchParams {
  const asked = new URLSearchParams({ q, locale, limit: String(PER_PAGE), offset: String((page - 1) * PER_PAGE) });
  if (type !== "") asked.set("type", type);
  return asked;
}

/** The path of a search below a language: "search/?q=praca&type=page". */
export function searchPath({ q, type, page }: SearchQuery): string {
  const said = new URLSearchParams({ q });
  if (type !== "") said.set("type", type);
  if (page > 1) said.set("page", String(page));
  return `search/${q === "" ? "" : `?${said}`}`;
}
