import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiSession } from "../src/lib/api/session.ts";
import type { Locale } from "../src/lib/i18n/locales.ts";
import type { Parts } from "./app.ts";
import { renderByAstro } from "./astro_renderer.ts";
import type { HeaderList } from "./headers.ts";
import { PERSONAL, securityHeaders } from "./headers.ts";
import { send, sendShort } from "./response.ts";
import { store } from "./compressed_body.ts";

/** One reader's own request: for a form or a private link. */
export interface Ask {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly parts: Parts;
  readonly reader: Locale;
}

/** Renders the page at `route` for one reader: never stored, never told to other sites. */
export async function sendPersonalPage(
  { req, res, parts, reader }: Ask,
  route: string,
  view: Partial<App.Locals>,
  status: number,
): Promise<void> {
  const { siteUrl, cmsUrl } = parts.config;
  const api = new ApiSession(parts.client, parts.version.known);
  const rendered = await renderByAstro(parts.handler, route, { api, reader, siteUrl, cmsUrl, ...view });
  const headers: HeaderList = [
    ...securityHeaders(parts.config, "nobody").filter(([name]) => name !== "Referrer-Policy"),
    ["Referrer-Policy", "no-referrer"],
    ["Cache-Control", PERSONAL],
    ["X-Robots-Tag", "noindex"],
  ];
  send(req, res, await store(status, "text/html; charset=utf-8", headers, rendered.body));
}

/** After a form was taken: a reload shows the page and sends nothing. */
export function leadTo(res: ServerResponse, path: string): void {
  sendShort(res, 303, { Location: path, "Cache-Control": PERSONAL, "Referrer-Policy": "no-referrer" });
}
