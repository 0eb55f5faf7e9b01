import type { Dependencies } from "../src/lib/api/session.ts";
import { ApiSession } from "../src/lib/api/session.ts";
import type { ApiClient } from "../src/lib/api/client.ts";
import { isUnavailable } from "../src/lib/api/client.ts";
import { LruByBytes } from "../src/lib/lru.ts";
import { minuteOf } from "../src/lib/minute.ts";
import type { ContentVersion } from "../src/lib/content_version.ts";
import type { PageDisk } from "./page_disk.ts";
import type { Stored } from "./compressed_body.ts";

/** A rendered page, the version and the time it is true at, and what it was made from. */
interface Entry {
  readonly stored: Stored;
  readonly used: Dependencies;
  version: number;
  /** Milliseconds since 1970, or Infinity. */
  validUntil: number;
}

/** Renders one page with the given reads; only what says `keep` is kept. */
export type RenderPage = (session: ApiSession) => Promise<{ stored: Stored; keep: boolean }>;

/**
 * Rendered pages by key. A page is handed out only while its version is the newest known and
 * the time of what it was made from has not run out (a place that was open has closed);
 * after that it is asked about again, and rendered again only if something it used changed.
 */
export class PageCache {
  readonly #entries: LruByBytes<Entry>;
  readonly #version: ContentVersion;
  readonly #client: ApiClient;
  readonly #now: () => number;
  readonly #disk: PageDisk | undefined;
  readonly #pending = new Map<string, Promise<Stored>>();

  /** `now` gives milliseconds since 1970; tests bring their own. With a `disk`, pages outlive the process there. */
  constructor(client: ApiClient, version: ContentVersion, maxBytes: number, now = Date.now, disk?: PageDisk) {
    this.#disk = disk;
    this.#client = client;
    this.#version = version;
    this.#now = now;
    this.#entries = new LruByBytes(maxBytes);
  }

  /** The page if it may be served as it is. */
  fresh(key: string): Stored | undefined {
    const entry = this.#entries.peek(key);
    return entry !== undefined && this.#isTrue(entry) ? entry.stored : undefined;
  }

  /**
   * The page, from memory or rendered; requests for one page share one render, but never one
   * that began before a version they could already know of, or in an earlier minute. Throws what `render` throws.
   */
  async get(key: string, render: RenderPage): Promise<Stored> {
    const fresh = this.fresh(key);
    if (fresh !== undefined) return this.#touch(key, fresh);
    const ticket = `${this.#version.known} ${minuteOf(this.#now())} ${key}`;
    const pending = this.#pending.get(ticket);
    if (pending !== undefined) return pending;
    const making = this.#make(key, render).finally(() => this.#pending.delete(ticket));
    this.#pending.set(ticket, making);
    return making;
  }

  #isTrue({ version, validUntil }: Entry): boolean {
    // Most pages never run out: they do not need the clock.
    const inTime = validUntil === Number.POSITIVE_INFINITY || this.#now() < validUntil;
    return version === this.#version.known && inTime;
  }

  #touch(key: string, stored: Stored): Stored {
    this.#entries.get(key);
    return stored;
  }

  async #make(key: string, render: RenderPage): Promise<Stored> {
    const kept = this.#entries.get(key);
    if (kept !== undefined && (await this.#stillTrue(kept))) return this.#toDisk(key, kept);
    const session = this.#session();
    const { stored, keep } = await render(session);
    const { used, version, validUntil } = session;
    if (keep) this.#keep(key, { stored, used, version, validUntil });
    else if (stored.status === 503) return (await this.#disk?.read(key, this.#version.known)) ?? stored;
    else this.#entries.delete(key);
    return stored;
  }

  /** What was made with something lacking has run out already, and is not for later. */
  #toDisk(key: string, { stored, version, validUntil }: Entry): Stored {
    if (this.#now() < validUntil) this.#disk?.keep({ key, stored, version, validUntil });
    return stored;
  }

  /** A slower render of an older version must not push out a newer page. */
  #keep(key: string, entry: Entry): void {
    const present = this.#entries.peek(key);
    if (present !== undefined && present.version > entry.version) return;
    this.#entries.set(key, entry, entry.stored.bytes);
    this.#toDisk(key, entry);
  }

  /** Asks about everything the page used; if nothing changed the page is true at the new version. */
  async #stillTrue(entry: Entry): Promise<boolean> {
    const session = this.#session();
    try {
      await Promise.all([...entry.used.keys()].map((path) => session.get(path)));
    } catch (error) {
      if (isUnavailable(error)) return false;
      throw error;
    }
    for (const [path, etag] of entry.used) {
      if (session.used.get(path) !== etag || etag === "") return false;
    }
    entry.version = Math.max(entry.version, session.version);
    entry.validUntil = session.validUntil;
    return true;
  }

  #session(): ApiSession {
    return new ApiSession(this.#client, this.#version.known);
  }
}
