import type { RequestListener, Server, ServerOptions } from "node:http";
import { createServer } from "node:http";

/** How long a client may take, in milliseconds; checked every two seconds. */
export const TIME_LIMITS: ServerOptions = {
  headersTimeout: 15_000,
  // A form with 50 MB of files over a telephone's slow connection.
  requestTimeout: 300_000,
  connectionsCheckingInterval: 2_000,
  // As Node's own default for a server behind a proxy; the proxy should give up earlier.
  keepAliveTimeout: 65_000,
};

export interface Listening {
  readonly server: Server;
  /** Answers what is under way, closes what is idle; resolves when nothing is open any more. */
  stop(): Promise<void>;
}

/** Starts to accept connections. Rejects if the port is taken. */
export async function listen(
  listener: RequestListener,
  host: string,
  port: number,
  limits: ServerOptions = TIME_LIMITS,
): Promise<Listening> {
  const server = createServer({ ...limits, noDelay: true }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
      // A connection whose last answer is out would wait for another request.
      const closing = setInterval(() => server.closeIdleConnections(), 50);
      server.once("close", () => clearInterval(closing));
    });
  return { server, stop };
}
