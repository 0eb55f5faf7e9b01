import { createServer } from "node:http";
import type { Server as NetServer } from "node:net";
import type { Site } from "./app.ts";
import { createLane, KEEP_ALIVE_MS } from "./lane.ts";

export interface Listening {
  readonly lane: NetServer;
  /** Answers what is under way, closes what is idle; resolves when nothing is open any more. */
  stop(): Promise<void>;
}

/** Starts to accept connections. Rejects if the port is taken. */
export async function listen(site: Site, host: string, port: number): Promise<Listening> {
  const options = { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 30_000 };
  const http = createServer(options, site.listener);
  const lane = createLane(http, site.fresh);
  await new Promise<void>((resolve, reject) => {
    lane.once("error", reject);
    lane.listen(port, host, resolve);
  });
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      lane.close(() => resolve());
      http.closeIdleConnections();
    });
  return { lane, stop };
}
