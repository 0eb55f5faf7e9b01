import type { ApiSession } from "../src/lib/api/session.ts";
import type { Locale } from "../src/lib/i18n/locales.ts";
import type { AstroHandler, Rendered } from "./astro_renderer.ts";
import { renderByAstro } from "./astro_renderer.ts";
import type { Config } from "./config.ts";
import type { HeaderList } from "./headers.ts";
import { CACHED_PAGE, NOT_CACHED, PERSONAL, securityHeaders } from "./headers.ts";
import type { Stored } from "./compressed_body.ts";
import { store } from "./compressed_body.ts";

/** Everything a render needs that stays the same from one to the next. */
export interface Renderer {
  readonly handler: AstroHandler;
  readonly config: Config;
}

/** Renders a public page; only a 200 or a redirect for good is worth keeping. */
export async function renderPublic(
  renderer: Renderer,
  address: string,
  reader: Locale,
  session: ApiSession,
): Promise<{ stored: Stored; keep: boolean }> {
  const rendered = await render(renderer, address, reader, session);
  const keep = rendered.status === 200;
  const cacheable = keep || rendered.status === 301;
  const headers = [
    ...securityHeaders(renderer.config, "nobody"),
    ["Cache-Control", cacheable ? CACHED_PAGE : NOT_CACHED] as const,
    // A filtered list is no page of its own to a search engine.
    ...(address.includes("?") ? [["X-Robots-Tag", "noindex"] as const] : []),
    ...passedOn(rendered),
  ];
  return { stored: await store(rendered.status, typeOf(rendered), headers, rendered.body), keep };
}

/** Renders a draft: for one editor, framed by the CMS only, never stored anywhere. */
export async function renderPreview(
  renderer: Renderer,
  address: string,
  reader: Locale,
  session: ApiSession,
): Promise<Stored> {
  const rendered = await render(renderer, address, reader, session);
  const headers = [
    ...securityHeaders(renderer.config, "cms"),
    ["Cache-Control", PERSONAL] as const,
    ["X-Robots-Tag", "noindex"] as const,
    ...passedOn(rendered),
  ];
  return store(rendered.status, typeOf(rendered), headers, rendered.body);
}

async function render(renderer: Renderer, address: string, reader: Locale, api: ApiSession): Promise<Rendered> {
  const { siteUrl, cmsUrl } = renderer.config;
  const rendered = await renderByAstro(renderer.handler, address, { api, reader, siteUrl, cmsUrl });
  if (rendered.status >= 500 && rendered.status !== 503 && !renderer.config.hotReload) {
    throw new Error(`Astro answered ${rendered.status} for ${address.split("?", 1)[0]}`);
  }
  return rendered;
}

const PASSED_ON = ["location", "retry-after", "x-robots-tag"];

function passedOn(rendered: Rendered): HeaderList {
  return [...rendered.headers].filter(([name]) => PASSED_ON.includes(name));
}

function typeOf(rendered: Rendered): string {
  const type = rendered.headers.get("content-type") ?? "text/html; charset=utf-8";
  return type === "text/html" ? "text/html; charset=utf-8" : type;
}
