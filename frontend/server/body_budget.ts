const MB = 1024 * 1024;

/** For all forms together, and for those of one client. */
export function newFormBudget(): BodyBudget {
  return new BodyBudget(192 * MB, 96 * MB);
}

/**
 * Bytes of bodies that are held in memory: charged as they arrive, given back when answered.
 *
 * A client is a list of networks, one in the other: each of them is charged with all of it.
 * A site of many networks has no more than one of them: it cannot take what is left for others.
 */
export class BodyBudget {
  readonly #total: number;
  readonly #perClient: number;
  readonly #byNetwork = new Map<string, number>();
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
  take(client: readonly string[], bytes: number): boolean {
    const isTooMuch = client.some((network) => this.#of(network) + bytes > this.#perClient);
    if (isTooMuch || this.#held + bytes > this.#total) return false;
    for (const network of client) this.#byNetwork.set(network, this.#of(network) + bytes);
    this.#held += bytes;
    return true;
  }

  give(client: readonly string[], bytes: number): void {
    for (const network of client) {
      const own = this.#of(network) - bytes;
      if (own > 0) this.#byNetwork.set(network, own);
      else this.#byNetwork.delete(network);
    }
    this.#held -= bytes;
  }

  #of(network: string): number {
    return this.#byNetwork.get(network) ?? 0;
  }
}
