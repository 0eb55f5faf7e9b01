import type { Locale } from "../src/lib/i18n/locales.ts";
import { isLocale, SOURCE_LOCALE } from "../src/lib/i18n/locales.ts";

export const ENCODINGS = ["br", "gzip", "identity"] as const;
export type Encoding = (typeof ENCODINGS)[number];

interface Weighted {
  readonly name: string;
  readonly q: number;
}

/** Parts of a header like "uk, ru;q=0.8" (RFC 9110, 12.4.2), best first, refused ones (q=0) last. */
export function parseWeighted(header: string): Weighted[] {
  const parts = header.slice(0, 500).split(",").map(parsePart);
  return parts.filter((part) => part.name !== "").sort((a, b) => b.q - a.q);
}

function parsePart(part: string): Weighted {
  const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith("q="));
  const q = weight === undefined ? 1 : Number(weight.slice(2));
  return { name, q: Number.isFinite(q) ? Math.min(Math.max(q, 0), 1) : 0 };
}

/** The reader's language by Accept-Language; Polish where it names none of ours. */
export function negotiateLocale(header: string | undefined): Locale {
  for (const { name, q } of parseWeighted(header ?? "")) {
    if (q === 0) break;
    const language = name.split("-", 1)[0];
    if (isLocale(language)) return language;
  }
  return SOURCE_LOCALE;
}

const remembered = new Map<string, Encoding>();

/** The stored encoding to send; brotli before gzip at equal weight. Browsers send few headers. */
export function negotiateEncoding(header: string | undefined): Encoding {
  if (header === undefined) return "identity";
  const known = remembered.get(header);
  if (known !== undefined) return known;
  const chosen = chooseEncoding(header);
  if (remembered.size < 200) remembered.set(header, chosen);
  return chosen;
}

function chooseEncoding(header: string): Encoding {
  const parts = parseWeighted(header);
  const weightOf = (name: string): number =>
    (parts.find((part) => part.name === name) ?? parts.find((part) => part.name === "*"))?.q ?? 0;
  const br = weightOf("br");
  const gzip = weightOf("gzip");
  if (br > 0 && br >= gzip) return "br";
  return gzip > 0 ? "gzip" : "identity";
}
