import type { IncomingMessage, ServerResponse } from "node:http";
import type { SearchResult } from "../src/lib/api/search.ts";
import type { Locale } from "../src/lib/i18n/locales.ts";
import { LOCALES } from "../src/lib/i18n/locales.ts";
import type { SearchQuery, SearchView } from "../src/lib/search.ts";
import { apiQuery, readQuery } from "../src/lib/search.ts";
import type { Parts } from "./app.ts";
import { requestCms } from "./cms_client.ts";
import { PERSONAL } from "./headers.ts";
import { sendPersonalPage } from "./personal_response.ts";
import { sendProblem, sendShort } from "./response.ts";

const PATH = new RegExp(`^/(${LOCALES.join("|")})/search/?$`);
const SUGGESTIONS = new RegExp(`^/(${LOCALES.join("|")})/search/suggestions/$`);

export interface SearchRoute {
  readonly reader: Locale;
  readonly query: SearchQuery;
}

/** What /{locale}/search/?q=… asks for; undefined for any other address. */
export function searchRoute(raw: string): SearchRoute | undefined {
  return routeAt(PATH, raw);
}

/** What somebody has typed so far: /{locale}/search/suggestions/?q=…; undefined for any other address. */
export function suggestionsRoute(raw: string): SearchRoute | undefined {
  return routeAt(SUGGESTIONS, raw);
}

function routeAt(pattern: RegExp, raw: string): SearchRoute | undefined {
  const [path = "", query = ""] = raw.split("?", 2);
  const found = pattern.exec(path);
  if (found === null) return undefined;
  return { reader: found[1] as Locale, query: readQuery(new URLSearchParams(query)) };
}

/** Answers a search; what people look for is kept nowhere. */
export async function serveSearch(
  req: IncomingMessage,
  res: ServerResponse,
  parts: Parts,
  { reader, query }: SearchRoute,
): Promise<void> {
  if (req.method === "POST") return sendProblem(res, 405, "Method Not Allowed");
  const { view, status } = await ask(req, parts, reader, query);
  return sendPersonalPage({ req, res, parts, reader }, "/search", { searchView: view }, status);
}

/** Answers with titles, as JSON for the page's own script; with none where the CMS has no answer. */
export async function serveSuggestions(
  req: IncomingMessage,
  res: ServerResponse,
  parts: Parts,
  { reader, query }: SearchRoute,
): Promise<void> {
  if (req.method === "POST") return sendProblem(res, 405, "Method Not Allowed");
  const path = `/search/suggestions/?${new URLSearchParams({ q: query.q, locale: reader })}`;
  const { status, body } = await requestCms(req, parts, reader, { method: "GET", path });
  const headers = { "Content-Type": "application/json", "Cache-Control": PERSONAL };
  sendShort(res, 200, headers, JSON.stringify(status === 200 ? body : { items: [] }));
}

async function ask(
  req: IncomingMessage,
  parts: Parts,
  reader: Locale,
  query: SearchQuery,
): Promise<{ view: SearchView; status: number }> {
  if (query.q === "") return { view: { query, result: null, fault: undefined }, status: 200 };
  const path = `/search/?${apiQuery(query, reader)}`;
  const { status, body } = await requestCms(req, parts, reader, { method: "GET", path });
  if (status === 200) return { view: { query, result: body as SearchResult, fault: undefined }, status };
  if (status === 429) return { view: { query, result: null, fault: "search.too_many" }, status };
  return { view: { query, result: null, fault: "search.unavailable" }, status: 503 };
}
