import type { Config } from "./config.ts";

export const SECURITY_TXT = "/.well-known/security.txt";
const DAY_MS = 24 * 60 * 60 * 1000;
const VALID_DAYS = 180;

/** Where to report a weakness (RFC 9116); good for half a year from the day it is read. */
export function securityTxt({ securityContact, siteUrl }: Config, nowMs: number): string {
  const today = nowMs - (nowMs % DAY_MS);
  const expires = new Date(today + VALID_DAYS * DAY_MS).toISOString();
  const lines = [
    `Contact: ${securityContact}`,
    `Expires: ${expires}`,
    "Preferred-Languages: pl, en, uk, ru",
    `Canonical: ${siteUrl}${SECURITY_TXT}`,
  ];
  return `${lines.join("\n")}\n`;
}
