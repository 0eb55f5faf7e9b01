const MB = 1024 * 1024;

/** For all forms together, and for those of one client. */
export function newFormBudget(): BodyBudget {
  return new BodyBudget(192 * MB, 96 * MB);
}

/** Bytes of bodies that are held in memory: charged as they arrive, given back when answered. */
export class BodyBudget {
  readonly #total: number;
  readonly #perClient: number;
  readonly #byClient = new Map<string, number>();
  #held = 0;

  constructor(total: number, perClient: number) {
    this.#total = total;
    this.#perClient = perClient;
  }

  /** Bytes held for everybody. */
  get held(): number {
    return this.#held;
  }

  /** Charges `client` with `bytes` more; false, and nothing charged, if that is too much. */
  take(client: string, bytes: number): boolean {
    const own = (this.#byClient.get(client) ?? 0) + bytes;
    if (own > this.#perClient || this.#held + bytes > this.#total) return false;
    this.#byClient.set(client, own);
    this.#held += bytes;
    return true;
  }

  give(client: string, bytes: number): void {
    const own = (this.#byClient.get(client) ?? 0) - bytes;
    if (own > 0) this.#byClient.set(client, own);
    else this.#byClient.delete(client);
    this.#held -= bytes;
  }
}
