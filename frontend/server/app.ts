import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { ApiClient } from "../src/lib/api/client.ts";
import { ApiSession } from "../src/lib/api/session.ts";
import { isUnavailable } from "../src/lib/api/client.ts";
import type { Locale } from "../src/lib/i18n/locales.ts";
import { localeOfPath } from "../src/lib/i18n/locales.ts";
import type { ContentVersion } from "../src/lib/content_version.ts";
import type { AstroHandler } from "./astro_renderer.ts";
import type { BodyBudget } from "./body_budget.ts";
import type { Config } from "./config.ts";
import { errorPage } from "./error_page.ts";
import { feedbackLocale, receiveFeedback } from "./feedback.ts";
import { alwaysHeaders, NOT_CACHED } from "./headers.ts";
import { negotiateLocale } from "./negotiation.ts";
import { PageCache } from "./page_cache.ts";
import type { PageDisk } from "./page_disk.ts";
import type { Target } from "./paths.ts";
import { isPageOfCms, parseTarget } from "./paths.ts";
import { personalPage } from "./personal_pages.ts";
import { renderPreview, renderPublic } from "./render.ts";
import { receiveWebhook } from "./webhook.ts";
import { SECURITY_TXT, securityTxt } from "./security_txt.ts";
import { send, sendProblem, sendShort } from "./response.ts";
import type { Stored } from "./compressed_body.ts";

/** What the server is made of; tests put in their own parts. */
export interface Parts {
  readonly config: Config;
  readonly handler: AstroHandler;
  readonly client: ApiClient;
  readonly version: ContentVersion;
  readonly assets: ReadonlyMap<string, Stored>;
  /** Where public pages lie for a start while the CMS is away, if anywhere. */
  readonly disk?: PageDisk | undefined;
  /** What forms being read may hold in memory. */
  readonly forms: BodyBudget;
}

export interface Site {
  /** Answers every request: memory first, then Astro. */
  readonly listener: RequestListener;
  /** The page at a request's address if it can be served as it is. */
  readonly fresh: (address: string) => Stored | undefined;
}

export function createSite(parts: Parts): Site {
  const { config, client, version, assets } = parts;
  const pages = new PageCache(client, version, config.cacheBytes, Date.now, parts.disk);
  // Combinations of filters are many: they may push out one another, but no page.
  const filtered = new PageCache(client, version, config.cacheBytes / FILTERED_SHARE);

  const missing = new PageCache(client, version, Math.min(MISSING_BYTES, config.cacheBytes));
  const always = alwaysHeaders(config);

  /** The one page for all addresses where nothing is, in each language. */
  function notFound(reader: Locale): Promise<Stored> {
    return missing.get(reader, async (session) => {
      const { stored } = await renderPublic(parts, NOWHERE, reader, session);
      return { stored, keep: stored.status === 404 };
    });
  }

  /** Whether the CMS says that nothing is there; asked before anything is rendered. */
  async function isMissing({ path, isNothing }: Target): Promise<boolean> {
    if (isNothing) return true;
    if (shared(path)) return false;
    if (localeOfPath(path) === undefined) return true;
    if (!isPageOfCms(path)) return false;
    const page = await new ApiSession(client, version.known).at(path).catch(elseThrow);
    return page === null;
  }

  async function servePage(req: IncomingMessage, res: ServerResponse, target: Target) {
    const reader = localeOfPath(target.path) ?? negotiateLocale(req.headers["accept-language"]);
    const cache = target.key === target.path ? pages : filtered;
    if (cache.fresh(target.key) === undefined && (await isMissing(target)))
      return send(req, res, await notFound(reader));
    const stored = await cache.get(target.key, (session) => renderPublic(parts, target.key, reader, session));
    send(req, res, stored);
  }

  async function servePreview(req: IncomingMessage, res: ServerResponse) {
    const session = new ApiSession(client, version.known);
    const reader = negotiateLocale(req.headers["accept-language"]);
    send(req, res, await renderPreview(parts, req.url ?? "/preview", reader, session));
  }

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const raw = req.url ?? "/";
    const path = raw.split("?", 1)[0] as string;
    if (path === "/revalidate" && req.method === "POST") {
      return receiveWebhook(req, res, config.revalidateSecret, version);
    }
    const personal = isRead(req) || req.method === "POST" ? personalPage(raw) : undefined;
    if (personal !== undefined) return personal(req, res, parts);
    const asked = req.method === "POST" ? feedbackLocale(path) : undefined;
    if (asked !== undefined) return receiveFeedback(req, res, parts, asked);
    if (!isRead(req) || path === "/revalidate") return refuseMethod(res, path);
    if (path === "/healthz") return sendShort(res, 200, HEALTH, "ok\n");
    if (path === "/") return redirectByLanguage(req, res);
    if (path === "/preview" || path === "/preview/") return servePreview(req, res);
    if (path === SECURITY_TXT) return sendShort(res, 200, HEALTH, securityTxt(config, Date.now()));
    const asset = assets.get(path);
    if (asset !== undefined) return send(req, res, asset);
    const target = parseTarget(raw);
    if (target.redirect !== undefined) return redirectForGood(res, target.redirect);
    return servePage(req, res, target);
  }

  const fresh = (address: string): Stored | undefined =>
    address.includes("?") ? filtered.fresh(address) : pages.fresh(address);
  const listener: RequestListener = (req, res) => {
    const stored = isRead(req) ? fresh(req.url as string) : undefined;
    if (stored !== undefined) return send(req, res, stored);
    for (const [name, value] of always) res.setHeader(name, value);
    serve(req, res).catch((error: unknown) => fail(req, res, config, error));
  };
  return { listener, fresh };
}

const FILTERED_SHARE = 8;
const MISSING_BYTES = 1024 * 1024;
// Outside every language: no page can stand there.
const NOWHERE = "/nothing/";

const HEALTH = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };

/** Files of the whole site rather than of one language. */
function shared(path: string): boolean {
  return path === "/sitemap.xml" || path === "/robots.txt";
}

/** What the CMS would not say is left to the renderer, which says that the CMS is away. */
function elseThrow(error: unknown): undefined {
  if (!isUnavailable(error)) throw error;
  return undefined;
}

function isRead(req: IncomingMessage): boolean {
  return req.method === "GET" || req.method === "HEAD";
}

function refuseMethod(res: ServerResponse, path: string): void {
  res.setHeader("Allow", path === "/revalidate" ? "POST" : "GET, HEAD");
  sendProblem(res, 405, "Method Not Allowed");
}

function redirectByLanguage(req: IncomingMessage, res: ServerResponse): void {
  const locale = negotiateLocale(req.headers["accept-language"]);
  const headers = { "Cache-Control": "no-cache", Vary: "Accept-Language" };
  sendShort(res, 302, { Location: `/${locale}/`, ...headers });
}

function redirectForGood(res: ServerResponse, location: string): void {
  // What stands in a query may be for one reader's eyes.
  const caching = location.includes("?") ? NOT_CACHED : "public, max-age=3600";
  sendShort(res, 301, { Location: location, "Cache-Control": caching });
}

/** The kind of a fault and where it happened; its words may quote what people typed. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return "something was thrown that is no error";
  const frames = (error.stack ?? "").split("\n").filter((line) => /^ +at /.test(line));
  return [error.name, ...frames].join("\n");
}

function fail(req: IncomingMessage, res: ServerResponse, config: Config, error: unknown): void {
  if (res.headersSent || req.socket.destroyed) return void res.destroy();
  if (error instanceof URIError) return void sendProblem(res, 400, "Bad Request");
  console.error(`[frontend] ${placeOf(error)}`);
  const path = (req.url ?? "/").split("?", 1)[0] as string;
  const reader = localeOfPath(path) ?? negotiateLocale(req.headers["accept-language"]);
  errorPage(res, reader, config);
}
