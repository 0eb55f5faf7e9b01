import type { ServerResponse } from "node:http";
import type { Locale } from "../src/lib/i18n/locales.ts";
import { translator } from "../src/lib/i18n/translate.ts";
import type { Config } from "./config.ts";
import { NOT_CACHED, securityHeaders } from "./headers.ts";
import { sendShort } from "./send.ts";

/** The last resort, when rendering itself failed: says so in the reader's language, unstyled. */
export function brokenPage(res: ServerResponse, reader: Locale, config: Config): void {
  const t = translator(reader);
  const html =
    `<!doctype html><html lang="${reader}"><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><title>${t("error.title")}</title>` +
    `<h1>${t("error.title")}</h1><p>${t("error.text")}</p>` +
    `<p><a href="/${reader}/">${t("nav.home")}</a></p></html>`;
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": NOT_CACHED,
    ...Object.fromEntries(securityHeaders(config, "nobody")),
  };
  sendShort(res, 500, headers, html);
}
