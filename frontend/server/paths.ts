import { localeOfPath } from "../src/lib/i18n/locales.ts";

/** Query parameters that make another page. Everything else in a query string is ignored. */
export const ALLOWED_QUERY: ReadonlySet<string> = new Set<string>();

/** What a request line asks for: the key of the cache and the address given to the renderer. */
export interface Target {
  readonly path: string;
  readonly key: string;
  /** Where to go instead: the same page under its one address. */
  readonly redirect: string | undefined;
}

/** Throws URIError on a request line that is no address at all. */
export function parseTarget(raw: string, allowed: ReadonlySet<string> = ALLOWED_QUERY): Target {
  // The base only completes the address; its host is never used.
  const collapsed = raw.replace(/^[/\\]+/, "/");
  const base = "http://site.invalid";
  if (!URL.canParse(collapsed, base)) throw new URIError("not an address");
  const url = new URL(collapsed, base);
  const path = url.pathname.replace(/\/{2,}/g, "/");
  decodeURIComponent(path);
  const key = path + allowedQuery(url.searchParams, allowed);
  return { path, key, redirect: slashRedirect(raw, path, url.search) };
}

function allowedQuery(query: URLSearchParams, allowed: ReadonlySet<string>): string {
  const kept = [...query].filter(([name]) => allowed.has(name)).sort(byName);
  return kept.length === 0 ? "" : `?${new URLSearchParams(kept)}`;
}

function byName([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function slashRedirect(raw: string, path: string, search: string): string | undefined {
  const last = path.slice(path.lastIndexOf("/") + 1);
  const isPage = localeOfPath(path) !== undefined && !last.includes(".");
  const wanted = isPage && last !== "" ? `${path}/` : path;
  return raw.split("?", 1)[0] === wanted ? undefined : wanted + search;
}
