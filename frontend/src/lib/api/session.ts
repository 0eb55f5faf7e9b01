import { dayOf } from "../i18n/times.ts";
import type { Answer, ApiClient } from "./client.ts";
import { ApiUnavailable } from "./client.ts";
import type { Activity, ActivityDate } from "./activities.ts";
import type { Point } from "./points.ts";
import type { ListedPage, PageDocument, PageList, SiteDocument } from "./types.ts";

/** Path → ETag of every answer that a page was made from. */
export type Dependencies = ReadonlyMap<string, string>;

const LIST_PAGE = 100;
const HOUR_MS = 60 * 60 * 1000;
// Stands among the paths a page was made from; it is no path.
const TODAY = "today";

/** The API reads of one render: knows what they used and how old the oldest answer is. */
export class ApiSession {
  readonly #client: ApiClient;
  readonly #used = new Map<string, string>();
  readonly #known: number;
  #oldest = Number.POSITIVE_INFINITY;
  #validUntil = Number.POSITIVE_INFINITY;

  /** `known` is the content version known before the first read. */
  constructor(client: ApiClient, known: number) {
    this.#client = client;
    this.#known = known;
  }

  get used(): Dependencies {
    return this.#used;
  }

  /** The version a page made from these reads may be labelled with. */
  get version(): number {
    return this.#used.size === 0 ? this.#known : this.#oldest;
  }

  /** When the first of these reads runs out, in ms since 1970; Infinity: none ever does. */
  get validUntil(): number {
    return this.#validUntil;
  }

  /** The page at `path` ("/uk/zhytlo/"), or null if there is none. */
  async page(path: string): Promise<PageDocument | null> {
    const found = await this.at(path);
    return typeof found === "string" ? null : found;
  }

  /** The page at `path`, the address elsewhere to which an editor redirects it, or null. */
  async at(path: string): Promise<PageDocument | string | null> {
    const query = new URLSearchParams({ html_path: path });
    const answer = await this.#answer(`/api/v2/pages/by_path/?${query}`);
    return answer.status === 200 ? toPage(answer.body) : (answer.location ?? null);
  }

  async site(locale: string): Promise<SiteDocument> {
    const body = await this.get(`/api/v2/site/?locale=${locale}`);
    if (body === null) throw new ApiUnavailable(`the CMS has no site document for ${locale}`);
    return body as SiteDocument;
  }

  /** The draft a signed token stands for, or null. Never kept. */
  async draft(token: string): Promise<PageDocument | null> {
    const query = new URLSearchParams({ token });
    const answer = await this.#client.getUncached(`/api/v2/preview/?${query}`);
    return answer.status === 200 ? toPage(answer.body) : null;
  }

  /** Pages most recently published for the first time, newest first. */
  async recent(locale: string, limit: number, type?: string): Promise<PageList["items"]> {
    const only = type === undefined ? "" : `&type=${type}`;
    const query = `locale=${locale}${only}&order=-first_published_at&limit=${limit}&fields=lead,last_published_at`;
    const body = (await this.get(`/api/v2/pages/?${query}`)) as PageList | null;
    return body?.items ?? [];
  }

  /** Every public page written in `locale`, with its translations. */
  async allPages(locale: string): Promise<PageList["items"]> {
    const query = `locale=${locale}&order=id&fields=translations,last_published_at`;
    return this.#all<ListedPage>(`/api/v2/pages/?${query}`);
  }

  /** Every public information point, as it is now; narrowing is left to the page. */
  async points(locale: string): Promise<readonly Point[]> {
    return this.#all<Point>(`/api/v2/points/?locale=${locale}`);
  }

  /** One information point by the id of its page in any language, as it is now, or null. */
  async point(id: number, locale: string): Promise<Point | null> {
    return (await this.get(`/api/v2/points/${id}/?locale=${locale}`)) as Point | null;
  }

  /** A part of the dates of public activities that fit the API's parameters, and how many fit. */
  async activities(query: Readonly<Record<string, string>>): Promise<List<ActivityDate>> {
    const body = await this.get(`/api/v2/activities/?${new URLSearchParams(query)}`);
    return (body as List<ActivityDate> | null) ?? { meta: { total_count: 0 }, items: [] };
  }

  /** All dates of public activities that fit the API's parameters. */
  async allActivities(query: Readonly<Record<string, string>>): Promise<readonly ActivityDate[]> {
    return this.#all<ActivityDate>(`/api/v2/activities/?${new URLSearchParams(query)}`);
  }

  /** One activity by the id of its page in any language, as it is now, or null. */
  async activity(id: number, locale: string): Promise<Activity | null> {
    return (await this.get(`/api/v2/activities/${id}/?locale=${locale}`)) as Activity | null;
  }

  async #all<Item>(list: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    for (;;) {
      const path = `${list}&limit=${LIST_PAGE}&offset=${items.length}`;
      const body = (await this.get(path)) as List<Item> | null;
      items.push(...(body?.items ?? []));
      if (body === null || body.items.length === 0) return items;
      if (items.length >= body.meta.total_count) return items;
    }
  }

  /** The day in Warsaw, "2026-10-01": a page made with it is made again on the next one. */
  today(): string {
    const now = Date.now();
    const day = dayOf(new Date(now).toISOString());
    this.#used.set(TODAY, day);
    // Midnight in Warsaw is always at a full hour.
    this.#validUntil = Math.min(this.#validUntil, now - (now % HOUR_MS) + HOUR_MS);
    return day;
  }

  /** The body at `path`, or null if there is nothing. Throws ApiUnavailable. */
  async get(path: string): Promise<unknown> {
    if (path === TODAY) return this.today();
    const answer = await this.#answer(path);
    return answer.status === 200 ? answer.body : null;
  }

  async #answer(path: string): Promise<Answer> {
    const answer = await this.#client.get(path).catch((error: unknown) => this.#lack(path, error));
    this.#used.set(path, answer.etag);
    this.#oldest = Math.min(this.#oldest, answer.version);
    this.#validUntil = Math.min(this.#validUntil, answer.validUntil);
    return answer;
  }

  /** What is shown without an answer it should have had is never served again as it is. */
  #lack(path: string, error: unknown): never {
    this.#used.set(path, "");
    this.#validUntil = 0;
    throw error;
  }
}

export interface List<Item> {
  readonly meta: { readonly total_count: number };
  readonly items: readonly Item[];
}

function toPage(body: unknown): PageDocument | null {
  if (body === null) return null;
  const page = body as PageDocument;
  if (typeof page.meta?.type !== "string" || typeof page.title !== "string") {
    throw new ApiUnavailable("the CMS's answer is not a page");
  }
  return page;
}
