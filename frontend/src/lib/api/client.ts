import { LruByBytes } from "../lru.ts";
import { minuteOf } from "../minute.ts";
import type { ContentVersion } from "../content_version.ts";

/** The CMS did not answer, or not sensibly. Passing: the visitor is asked to come back. */
export class ApiUnavailable extends Error {
  override readonly name = "ApiUnavailable";
}

/** By name: the page server and Astro's bundle each have a copy of the class. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof Error && error.name === "ApiUnavailable";
}

/** One answer of the API. `body` is shared between renders: never change it. */
export interface Answer {
  readonly status: 200 | 404;
  readonly body: unknown;
  readonly etag: string;
  /** Content version the API vouches for. */
  readonly version: number;
  /** From this moment on (ms since 1970) the same data answers differently; Infinity: never. */
  readonly validUntil: number;
  readonly bytes: number;
  /** Of a 404: the address elsewhere to which an editor redirects. */
  readonly location?: string | undefined;
}

export interface ApiClientOptions {
  readonly baseUrl: string;
  readonly version: ContentVersion;
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
  /** Milliseconds since 1970; tests bring their own. */
  readonly now?: () => number;
}

// An API process may remember the version for up to 100 ms: these waits outlast that.
const LAG_WAITS_MS = [15, 30, 60, 90, 120];

const MISSING_BYTES = 2 * 1024 * 1024;
const MISSING_ENTRY_BYTES = 400;

// Once the CMS has kept one reader waiting in vain, the next ones need not find that out again.
const SILENCE_MS = 1000;

/**
 * Reads the API, keeping bodies with their ETags. What is kept is used without asking while
 * nothing newer than its content version is known and its time has not run out, and otherwise
 * asked for with If-None-Match.
 */
export class ApiClient {
  readonly #options: ApiClientOptions;
  readonly #kept: LruByBytes<Answer>;
  /** What is not there, apart: junk addresses push out one another, and no page. */
  readonly #missing = new LruByBytes<Answer>(MISSING_BYTES);
  readonly #pending = new Map<string, Promise<Answer>>();
  readonly #now: () => number;
  #silentUntil = 0;

  constructor(options: ApiClientOptions) {
    this.#options = options;
    this.#kept = new LruByBytes(options.maxBytes ?? 32 * 1024 * 1024);
    this.#now = options.now ?? Date.now;
  }

  /** The answer at `path` ("/api/v2/…"), not older than what is known now. Throws ApiUnavailable. */
  async get(path: string): Promise<Answer> {
    const floor = this.#options.version.known;
    const kept = this.#kept.get(path) ?? this.#missing.get(path);
    if (kept !== undefined && floor > 0 && this.#isTrue(kept, floor)) return kept;
    // A read begun before a newer version was known, or in the minute before, must not answer.
    const key = `${floor} ${minuteOf(this.#now())} ${path}`;
    const pending = this.#pending.get(key);
    if (pending !== undefined) return pending;
    const reading = this.#readNotOlder(path, floor).finally(() => this.#pending.delete(key));
    this.#pending.set(key, reading);
    return reading;
  }

  /** Reads past every cache and keeps nothing: drafts. */
  async getUncached(path: string): Promise<Answer> {
    const response = await this.#fetch(path, {});
    return this.#toAnswer(response, await readText(response));
  }

  #isTrue(kept: Answer, floor: number): boolean {
    return kept.version >= floor && this.#now() < kept.validUntil;
  }

  forget(): void {
    this.#kept.clear();
    this.#missing.clear();
  }

  async #readNotOlder(path: string, floor: number): Promise<Answer> {
    let answer = await this.#read(path);
    for (const wait of LAG_WAITS_MS) {
      if (answer.version >= floor) return answer;
      await new Promise((resolve) => setTimeout(resolve, wait));
      answer = await this.#read(path);
    }
    return answer;
  }

  async #read(path: string): Promise<Answer> {
    const kept = this.#kept.peek(path);
    const response = await this.#fetch(path, kept ? { "If-None-Match": kept.etag } : {});
    const text = await readText(response);
    if (response.status === 304 && kept !== undefined) {
      const validUntil = validUntilOf(response, kept.validUntil);
      return this.#keep(path, { ...kept, version: this.#versionOf(response), validUntil });
    }
    const answer = this.#toAnswer(response, text);
    if (answer.status === 404 && answer.location === undefined)
      this.#missing.set(path, answer, MISSING_ENTRY_BYTES + path.length * 2);
    return answer.status === 200 && answer.etag !== "" ? this.#keep(path, answer) : answer;
  }

  #keep(path: string, answer: Answer): Answer {
    this.#kept.set(path, answer, answer.bytes);
    return answer;
  }

  async #fetch(path: string, headers: Record<string, string>): Promise<Response> {
    if (performance.now() < this.#silentUntil) throw new ApiUnavailable("the CMS is silent");
    const signal = AbortSignal.timeout(this.#options.timeoutMs ?? 5000);
    const ask = () =>
      fetch(this.#options.baseUrl + path, {
        headers: { Accept: "application/json", ...headers },
        redirect: "error",
        signal,
      });
    try {
      return await ask().catch((error: unknown) => {
        // The server may close a kept connection at the moment it is used again: ask on a new one.
        if (signal.aborted) throw error;
        return ask();
      });
    } catch (error) {
      if (isTimeout(error)) this.#silentUntil = performance.now() + SILENCE_MS;
      throw new ApiUnavailable(`no answer from the CMS: ${reasonOf(error)}`, { cause: error });
    }
  }

  #toAnswer(response: Response, text: string): Answer {
    const version = this.#versionOf(response);
    const validUntil = validUntilOf(response, Number.POSITIVE_INFINITY);
    const etag = response.headers.get("ETag") ?? "";
    // A path or a token the CMS finds malformed is, for a visitor, a page that is not there.
    if (response.status === 404 || response.status === 400 || response.status === 410) {
      return { status: 404, body: null, etag: "", version, validUntil, bytes: 0, location: locationIn(text) };
    }
    if (response.status !== 200) throw new ApiUnavailable(`the CMS answered ${response.status}`);
    const bytes = text.length * 2;
    return { status: 200, body: parse(text), etag, version, validUntil, bytes };
  }

  #versionOf(response: Response): number {
    const version = Number(response.headers.get("X-Content-Version") ?? Number.NaN);
    if (!Number.isSafeInteger(version)) return 0;
    this.#options.version.raise(version);
    return version;
  }
}

async function readText(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw new ApiUnavailable("the CMS broke off its answer", { cause: error });
  }
}

/** `unsaid` where the header is missing; a value that is no moment has passed already. */
function validUntilOf(response: Response, unsaid: number): number {
  const header = response.headers.get("X-Valid-Until");
  if (header === null) return unsaid;
  const moment = Date.parse(header);
  return Number.isNaN(moment) ? 0 : moment;
}

/** The `location` of a problem document, if it is an address on the web. */
function locationIn(problem: string): string | undefined {
  const found = /"location":\s*"(https?:[^"\\]+)"/.exec(problem)?.[1];
  return found !== undefined && URL.canParse(found) ? found : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ApiUnavailable("the CMS's answer is not JSON", { cause: error });
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
