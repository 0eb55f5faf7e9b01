/**
 * The newest content version this process has heard of, by webhook, by poll or from the
 * `X-Content-Version` header of any API answer. Whatever was made from an older one is not served.
 */
export class ContentVersion {
  /** 0 until the first answer. A plain field: every request reads it. */
  known = 0;
  /** Is told of each new version, and whether it is lower because the database was restored. */
  onNews: (version: number, wentBack: boolean) => Promise<void> = () => Promise.resolve();
  /** When the last news is written down, where it is. */
  noted: Promise<void> = Promise.resolve();
  #lowerSeen: number | undefined;

  /** Takes note of `version`; true if that is news. It never goes back by this way. */
  raise(version: number): boolean {
    if (!Number.isSafeInteger(version) || version <= this.known) return false;
    this.known = version;
    this.noted = this.onNews(version, false);
    return true;
  }

  /**
   * Takes note of a poll's answer. The CMS may lag by its own memory of the version once, but
   * a lower one twice in a row means that its database was restored: then we follow it down.
   */
  observePoll(version: number): "raised" | "same" | "reset" {
    if (this.raise(version)) return this.#settle("raised");
    if (version >= this.known) return this.#settle("same");
    if (this.#lowerSeen !== undefined) {
      this.known = version;
      this.noted = this.onNews(version, true);
      return this.#settle("reset");
    }
    this.#lowerSeen = version;
    return "same";
  }

  #settle<T>(outcome: T): T {
    this.#lowerSeen = undefined;
    return outcome;
  }
}
