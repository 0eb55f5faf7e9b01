import type { ApiClient } from "../src/lib/api/client.ts";
import type { ContentVersion } from "../src/lib/content_version.ts";

const PATH = "/api/v2/content-version/";

/**
 * Asks for the content version every `seconds`, in case a webhook was lost. One question at a
 * time; a CMS that does not answer is logged once until it does again. Returns what stops it.
 */
export function startPolling(client: ApiClient, version: ContentVersion, seconds: number): () => void {
  let reachable = true;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function ask(): Promise<void> {
    try {
      const answer = await client.getUncached(PATH);
      observe(client, version, answer.body);
      if (!reachable) console.log("[frontend] the CMS answers again");
      reachable = true;
    } catch (error) {
      if (reachable) console.warn(`[frontend] ${error instanceof Error ? error.message : error}`);
      reachable = false;
    }
    if (!stopped) timer = setTimeout(() => void ask(), seconds * 1000);
  }

  void ask();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

function observe(client: ApiClient, version: ContentVersion, body: unknown): void {
  const value = (body as { content_version?: unknown } | null)?.content_version;
  if (typeof value !== "number") return;
  if (version.observePoll(value) !== "reset") return;
  // Bodies kept under the higher numbers would look newer than anything to come.
  client.forget();
  console.warn(`[frontend] the CMS went back to content version ${value}`);
}
