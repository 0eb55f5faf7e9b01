import { LOCALES, localeOfPath } from "../src/lib/i18n/locales.ts";
import { ACTIVITY_VALUES } from "../src/lib/activities/filters.ts";
import { FILTER_VALUES } from "../src/lib/points/filters.ts";

/** Parameters that make another page of the pages whose path matches, and what each may say. */
export interface QueryRule {
  readonly path: RegExp;
  readonly values: ReadonlyMap<string, RegExp>;
}

/** Everything else in a query string is ignored: nobody can make up pages by making up values. */
export const ALLOWED_QUERY: readonly QueryRule[] = [
  { path: new RegExp(`^/(${LOCALES.join("|")})/points/$`), values: FILTER_VALUES },
  { path: new RegExp(`^/(${LOCALES.join("|")})/activities/$`), values: ACTIVITY_VALUES },
];

// Parts of a language that are no page of the CMS.
const FILES = new RegExp(`^/(${LOCALES.join("|")})/(?:feed|activities|opensearch)\\.xml$`);

/** Whether the CMS is to be asked what stands at `path`; everything else under a language is made here. */
export function isPageOfCms(path: string): boolean {
  return localeOfPath(path) !== undefined && !FILES.test(path);
}

/** What a request line asks for: the key of the cache and the address given to the renderer. */
export interface Target {
  readonly path: string;
  readonly key: string;
  /** Whether nothing can stand there: no page has control characters in its address. */
  readonly isNothing: boolean;
  /** Where to go instead: the same page under its one address. */
  readonly redirect: string | undefined;
}

/** Throws URIError on a request line that is no address at all. */
export function parseTarget(raw: string, rules = ALLOWED_QUERY): Target {
  // The base only completes the address; its host is never used.
  const collapsed = raw.replace(/^[/\\]+/, "/");
  const base = "http://site.invalid";
  if (!URL.canParse(collapsed, base)) throw new URIError("not an address");
  const url = new URL(collapsed, base);
  const path = url.pathname.replace(/\/{2,}/g, "/");
  const isNothing = /[\x00-\x1f\x7f]/.test(decodeURIComponent(path));
  const allowed = rules.find((rule) => rule.path.test(path))?.values;
  const key = path + (allowed === undefined ? "" : allowedQuery(url.searchParams, allowed));
  return { path, key, isNothing, redirect: slashRedirect(raw, path, url.search) };
}

/** The allowed parameters with allowed values, each once and in the rule's order. */
function allowedQuery(query: URLSearchParams, allowed: QueryRule["values"]): string {
  const kept = new URLSearchParams();
  for (const [name, values] of allowed) {
    const value = query.get(name);
    if (value !== null && values.test(value)) kept.set(name, value);
  }
  return kept.size === 0 ? "" : `?${kept}`;
}

// A private link that was misspelt is still nearly a private link: it is repeated in no Location.
const NEARLY_PRIVATE = /^\/[^/]+\/(?:case|question|registration|schools\/request)\/.|[a-z0-9]{20}/i;

function slashRedirect(raw: string, path: string, search: string): string | undefined {
  if (NEARLY_PRIVATE.test(path)) return undefined;
  const last = path.slice(path.lastIndexOf("/") + 1);
  const isPage = localeOfPath(path) !== undefined && !last.includes(".");
  const wanted = isPage && last !== "" ? `${path}/` : path;
  return raw.split("?", 1)[0] === wanted ? undefined : wanted + search;
}
