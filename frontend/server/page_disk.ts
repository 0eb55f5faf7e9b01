import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ContentVersion } from "../src/lib/content_version.ts";
import type { Config } from "./config.ts";
import type { PageFile } from "./page_codec.ts";
import { decodePage, encodePage } from "./page_codec.ts";
import type { Stored } from "./compressed_body.ts";

const PAGE = /^[0-9a-f]{64}\.(\d+)\.page$/;
const UNFINISHED = /^[0-9a-f]{64}\.\d+\.page\.[0-9a-f-]{36}$/;
const KNOWN = /^(\d+)\.known$/;
const UNFINISHED_MS = 60 * 60 * 1000;
// So much of the bound may be written between two looks at the whole directory.
const UNSEEN_SHARE = 16;

export interface PageDiskOptions {
  readonly directory: string;
  readonly maxBytes: number;
  /** Stands for the site's build and settings: pages of another one name files that are gone. */
  readonly build: string;
  /** Milliseconds since 1970; tests bring their own. */
  readonly now?: () => number;
}

/**
 * Public pages on disk, for a frontend that is started while the CMS is away. Pages are written in
 * the background, whole or not at all. The newest content version that any process on this
 * directory knew of lies beside them: pages of an older one are deleted and never read, so
 * what was withdrawn stays away. Trouble with the disk is logged once and harms nothing else.
 */
export class PageDisk {
  readonly #options: PageDiskOptions;
  readonly #now: () => number;
  readonly #waiting = new Map<string, PageFile>();
  #work: Promise<void> = Promise.resolve();
  #unseenBytes: number;
  /** Newest version that this process was told of; 0 until then. */
  #newest = 0;
  #inTrouble = false;

  constructor(options: PageDiskOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#unseenBytes = options.maxBytes;
  }

  /** Keeps a page, some time soon; of several at one address the last is kept. */
  keep(page: PageFile): void {
    const isQueued = this.#waiting.has(page.key);
    this.#waiting.set(page.key, page);
    if (!isQueued) void this.#then(() => this.#writeWaiting(page.key));
  }

  /** The page at `key` if nothing newer than it is known here or on disk, and its time has not run out. */
  async read(key: string, known: number): Promise<Stored | undefined> {
    try {
      const newest = Math.max(known, ...(await this.#versions()));
      const path = this.#path(key, newest);
      if ((await stat(path)).size > this.#options.maxBytes) return undefined;
      const page = decodePage(await readFile(path));
      const isTrue = page?.key === key && page.version === newest && this.#now() < page.validUntil;
      return isTrue ? page.stored : undefined;
    } catch {
      return undefined; // Not there, or not ours: the reader is told that the CMS is away.
    }
  }

  /** Writes down that `version` is the newest and deletes what is older; all, if the CMS went back to it. */
  note(version: number, wentBack = false): Promise<void> {
    const isFirst = this.#newest === 0;
    this.#newest = version;
    return this.#then(async () => {
      const isBehind = Math.max(0, ...(await this.#versions())) > version;
      if (wentBack || (isFirst && isBehind)) await this.#deleteBelow(Number.POSITIVE_INFINITY);
      await this.#deleteBelow(version);
      await mkdir(this.#known, { recursive: true, mode: 0o700 });
      await writeFile(join(this.#known, `${version}.known`), "", { mode: 0o600 });
    });
  }

  /** When all that was asked for is done. */
  settled(): Promise<void> {
    return this.#work;
  }

  get #known(): string {
    return join(this.#options.directory, "versions");
  }

  #path(key: string, version: number): string {
    const name = createHash("sha256").update(`${this.#options.build}\n${key}`).digest("hex");
    return join(this.#options.directory, `${name}.${version}.page`);
  }

  #then(task: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(task).catch((error: unknown) => this.#tellOnce(error));
    return this.#work;
  }

  #tellOnce(error: unknown): void {
    const reason = (error as { code?: string } | null)?.code ?? "unknown";
    if (!this.#inTrouble) console.warn(`[frontend] pages are not kept on disk: ${reason}`);
    this.#inTrouble = true;
  }

  async #versions(): Promise<number[]> {
    const names = await readdir(this.#known).catch(emptyIfMissing);
    return names.flatMap((name) => KNOWN.exec(name)?.[1] ?? []).map(Number);
  }

  async #writeWaiting(key: string): Promise<void> {
    const page = this.#waiting.get(key) as PageFile;
    this.#waiting.delete(key);
    const bytes = encodePage(page);
    const isOld = page.version < Math.max(this.#newest, ...(await this.#versions()));
    if (isOld || bytes.length > this.#options.maxBytes / UNSEEN_SHARE) return;
    await this.#makeRoom(bytes.length);
    await replace(this.#path(key, page.version), bytes);
  }

  async #makeRoom(bytes: number): Promise<void> {
    const { directory, maxBytes } = this.#options;
    this.#unseenBytes += bytes;
    if (this.#unseenBytes <= maxBytes / UNSEEN_SHARE) return;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await this.#deleteOldest(maxBytes - (2 * maxBytes) / UNSEEN_SHARE);
    this.#unseenBytes = bytes;
  }

  /** Leaves at most `maxBytes` of pages, the last written ones, and nothing that was never finished. */
  async #deleteOldest(maxBytes: number): Promise<void> {
    const found = (await Promise.all((await this.#names(PAGE)).map(sizeOf))).filter((each) => each !== undefined);
    let left = maxBytes;
    for (const { path, size } of found.sort((a, b) => b.writtenAt - a.writtenAt)) {
      left -= size;
      if (left < 0) await rm(path, { force: true });
    }
    for (const path of await this.#names(UNFINISHED)) {
      const writtenAt = (await sizeOf(path))?.writtenAt ?? Number.POSITIVE_INFINITY;
      if (writtenAt < Date.now() - UNFINISHED_MS) await rm(path, { force: true });
    }
  }

  async #deleteBelow(version: number): Promise<void> {
    const pages = (await this.#names(PAGE)).filter((path) => Number(PAGE.exec(basename(path))?.[1]) < version);
    const known = (await this.#versions()).filter((each) => each < version);
    const marks = known.map((each) => join(this.#known, `${each}.known`));
    for (const path of [...pages, ...marks]) await rm(path, { force: true });
  }

  /** Only names that we give: what else lies in the directory is somebody else's. */
  async #names(pattern: RegExp): Promise<string[]> {
    const { directory } = this.#options;
    const names = await readdir(directory).catch(emptyIfMissing);
    return names.filter((name) => pattern.test(name)).map((name) => join(directory, name));
  }
}

/** The disk that the settings name, told of every new `version`; undefined if they name none. */
export function openPageDisk(config: Config, assets: Iterable<string>, version: ContentVersion): PageDisk | undefined {
  const { pagesDir, pagesBytes, siteUrl, cmsUrl, imageOrigins } = config;
  if (pagesDir === "") return undefined;
  const build = JSON.stringify([siteUrl, cmsUrl, imageOrigins, [...assets].sort()]);
  const disk = new PageDisk({ directory: pagesDir, maxBytes: pagesBytes, build });
  version.onNews = (known, wentBack) => disk.note(known, wentBack);
  return disk;
}

/** Another process reads the old bytes or the new ones, never a part. */
async function replace(path: string, bytes: Buffer): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`;
  try {
    await writeFile(unfinished, bytes, { mode: 0o600 });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

interface Found {
  readonly path: string;
  readonly size: number;
  readonly writtenAt: number;
}

/** Undefined if another process has just deleted it. */
async function sizeOf(path: string): Promise<Found | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? undefined : { path, size: found.size, writtenAt: found.mtimeMs };
}

function emptyIfMissing(error: unknown): string[] {
  if ((error as { code?: string }).code !== "ENOENT") throw error;
  return [];
}
