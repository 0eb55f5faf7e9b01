/**
 * A stand-in for the CMS that answers from the golden files, for tests, trials and the benchmark.
 * It keeps the API's promises: strong ETags, 304, X-Content-Version. Not used in production.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { isLocale } from "../src/lib/i18n/locales.ts";
import { pointPages, pointsIn } from "./points.ts";

export const GOLDEN = new URL("../../tests/contract/golden/", import.meta.url);

interface HasMeta {
  meta?: { html_url?: string };
}

export interface OwnAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** A golden file as an object of its own. */
export function golden<T = Record<string, unknown>>(name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, GOLDEN), "utf8")) as T;
}

const HOSTS = { site: "http://127.0.0.1:4321", cms: "http://127.0.0.1:8000" } as const;

/** The pages by path; change them and call `publish` to play an editor. */
export class FixtureApi {
  readonly pages = new Map<string, unknown>();
  /** Path → address elsewhere, as an editor redirects it. */
  readonly elsewhere = new Map<string, string>();
  readonly drafts = new Map<string, unknown>();
  /** Requests that were answered, as "<status> <path>". */
  readonly log: string[] = [];
  siteUrl: string = HOSTS.site;
  version = 7;
  /** Milliseconds before each answer. */
  delay = 0;
  /** So many of the next requests find their connection closed. */
  breakOff = 0;
  /** Answers are labelled with this lower version, as by a process that has not heard yet. */
  laggingVersion: number | undefined;
  /** Path without query → X-Valid-Until of its answers. */
  readonly validUntil = new Map<string, string>();
  /** What readers said: path, the body's values, the address it was said to come from. */
  readonly feedback: { path: string; said: unknown; from: unknown; key: unknown; host: unknown }[] = [];
  feedbackStatus = 201;
  /** "METHOD path" → the answer to what is asked for one reader; a list is answered in its order. */
  readonly answers = new Map<string, OwnAnswer | OwnAnswer[]>();
  /** What was asked of `answers`; `form` where files were sent. */
  readonly asked: { at: string; said: unknown; form?: FormData; from: unknown; key: unknown; language: unknown }[] = [];
  /** Paths without query that fail, as a database in trouble makes them. */
  readonly broken = new Set<string>();
  #server: Server | undefined;

  constructor() {
    for (const file of readdirSync(GOLDEN).filter((name) => name.startsWith("page_"))) {
      const page = golden<HasMeta>(file.replace(/\.json$/, ""));
      this.pages.set(new URL(page.meta?.html_url ?? "").pathname, page);
    }
    for (const [path, page] of pointPages()) this.pages.set(path, page);
    this.drafts.set("good-token", golden("preview_uk"));
  }

  /** Changes the page at `path` and raises the content version, as one publication does. */
  publish(path: string, changes: Record<string, unknown>): void {
    this.pages.set(path, { ...(this.pages.get(path) as object), ...changes });
    this.version += 1;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server?.address() as AddressInfo | undefined)?.port}`;
  }

  async start(port = 0): Promise<this> {
    this.#server = createServer((req, res) => void this.#answer(req, res));
    await new Promise<void>((resolve) => this.#server?.listen(port, "127.0.0.1", resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise<void>((resolve) => this.#server?.close(() => resolve()) ?? resolve());
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? "/", "http://api.invalid");
    const own = this.answers.get(`${req.method} ${url.pathname}`);
    if (own !== undefined) return this.#answerOne(req, res, Array.isArray(own) ? own.shift() : own);
    const version = this.laggingVersion ?? this.version;
    const body = this.#bodyFor(url);
    if (this.breakOff > 0) {
      this.breakOff -= 1;
      req.socket.destroy();
      return;
    }
    if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
    if (/^\/(media|qr|share)\//.test(url.pathname)) return sendPicture(res);
    if (req.method === "POST") return this.#receive(req, res, url.pathname);
    if (this.broken.has(url.pathname)) return void res.writeHead(500).end();
    const location = this.elsewhere.get(url.searchParams.get("html_path") ?? "");
    const text = JSON.stringify(body ?? { ...golden("problem_not_found_uk"), location })
      .replaceAll(HOSTS.site, this.siteUrl)
      .replaceAll(HOSTS.cms, this.url);
    const etag = `"${createHash("sha256").update(text).digest("hex").slice(0, 20)}"`;
    const unchanged = body !== undefined && req.headers["if-none-match"] === etag;
    const status = body === undefined ? 404 : unchanged ? 304 : 200;
    this.log.push(`${status} ${url.pathname}${url.search}`);
    const type = status === 404 ? "application/problem+json" : "application/json";
    const until = this.validUntil.get(url.pathname);
    if (until !== undefined) res.setHeader("X-Valid-Until", until);
    res.writeHead(status, { "Content-Type": type, ETag: etag, "X-Content-Version": version });
    res.end(status === 304 ? undefined : text);
  }

  async #receive(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    let text = "";
    for await (const chunk of req) text += chunk;
    const { "x-forwarded-for": from, "idempotency-key": key, host } = req.headers;
    this.feedback.push({ path, said: JSON.parse(text), from, key, host });
    res.writeHead(this.feedbackStatus, { "Content-Type": "application/json" }).end("{}");
  }

  async #answerOne(req: IncomingMessage, res: ServerResponse, answer?: OwnAnswer): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const {
      "x-forwarded-for": from,
      "idempotency-key": key,
      "accept-language": language,
      "content-type": type = "",
    } = req.headers;
    const known = { at: `${req.method} ${req.url}`, from, key, language };
    if (type.startsWith("multipart/")) {
      const form = await new Response(new Uint8Array(body), { headers: { "Content-Type": type } }).formData();
      this.asked.push({ ...known, said: form.get("text"), form });
    } else this.asked.push({ ...known, said: body.length > 0 ? JSON.parse(body.toString()) : null });
    const { status, body: said = {} } = answer ?? { status: 500 };
    res.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(said));
  }

  #pointsFor({ pathname, searchParams }: URL): unknown {
    const locale = searchParams.get("locale") ?? undefined;
    if (!pathname.startsWith(POINTS) || !isLocale(locale)) return undefined;
    const items = pointsIn(locale);
    const id = pathname.slice(POINTS.length, -1);
    if (id !== "") return items.find((point) => String(point.id) === id);
    return { meta: { total_count: items.length }, items: items.slice(Number(searchParams.get("offset"))) };
  }

  #bodyFor(url: URL): unknown {
    const query = url.searchParams;
    switch (url.pathname) {
      case "/api/v2/pages/by_path/":
        return this.pages.get(query.get("html_path") ?? "");
      case "/api/v2/site/":
        return golden(`site_${query.get("locale")}`);
      case "/api/v2/content-version/":
        return { content_version: this.laggingVersion ?? this.version };
      case "/api/v2/preview/":
        return this.drafts.get(query.get("token") ?? "");
      case "/api/v2/pages/":
        return query.get("locale") === "pl" ? golden("list_pl") : EMPTY_LIST;
      case "/api/v2/activities/":
        return query.get("locale") === "uk" ? golden("activities_uk") : EMPTY_LIST;
      case "/api/v2/activities/111/":
        return golden("activity_uk");
      default:
        return this.#pointsFor(url);
    }
  }
}

const POINTS = "/api/v2/points/";
const EMPTY_LIST = { meta: { total_count: 0 }, items: [] };

/** A calm landscape in place of every photograph. */
function sendPicture(res: ServerResponse): void {
  res.writeHead(200, { "Content-Type": "image/svg+xml" });
  res.end(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80" preserveAspectRatio="xMidYMid slice">' +
      '<rect width="120" height="80" fill="#cfe3dc"/><circle cx="88" cy="26" r="12" fill="#f3c08b"/>' +
      '<path d="M0 62q30-26 60-8t60-10v36H0z" fill="#6da292"/><path d="M0 72q40-14 120-4v12H0z" fill="#14584c"/></svg>',
  );
}

if (import.meta.main) {
  const api = new FixtureApi();
  api.siteUrl = process.env["SITE_URL"] ?? api.siteUrl;
  await api.start(Number(process.env["CMS_PORT"] ?? 8000));
  console.log(`[fixture] ${api.url}/`);
}
