import type { ServerResponse } from "node:http";
import type { Locale } from "../src/lib/i18n/locales.ts";
import { translator } from "../src/lib/i18n/translate.ts";
import type { Config } from "./config.ts";
import { NOT_CACHED, securityHeaders } from "./headers.ts";
import { sendShort } from "./response.ts";

/** The last resort, when rendering itself failed: says so in the reader's language, unstyled. */
export function errorPage(res: ServerResponse, reader: Locale, config: Config): void {
  const t = translator(reader);
  const home = `<p><a href="/${reader}/">${t("nav.home")}</a></p>`;
  sendPlain(res, 500, config, { reader, title: t("error.title"), text: `<p>${t("error.text")}</p>${home}` });
}

/** Too much is being sent at once: the form stands in the browser's history, with what was typed. */
export function busyPage(res: ServerResponse, reader: Locale, config: Config): void {
  const t = translator(reader);
  res.setHeader("Retry-After", "60");
  sendPlain(res, 503, config, { reader, title: t("busy.title"), text: `<p>${t("busy.text")}</p>` });
}

interface PlainPage {
  readonly reader: Locale;
  readonly title: string;
  /** Markup. */
  readonly text: string;
}

function sendPlain(res: ServerResponse, status: number, config: Config, { reader, title, text }: PlainPage): void {
  const html =
    `<!doctype html><html lang="${reader}"><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1>${text}</html>`;
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": NOT_CACHED,
    ...Object.fromEntries(securityHeaders(config, "nobody")),
  };
  sendShort(res, status, headers, html);
}
