import { createHmac, timingSafeEqual } from "node:crypto";

/** Seconds a message may be old, or ahead of our clock. */
export const TOLERANCE_SECONDS = 300;

export interface SignedMessage {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly body: Buffer;
}

/** `sha256=` and the HMAC-SHA256 of "<timestamp>.<body>" in hexadecimal. */
export function sign(secret: string, timestamp: string, body: Buffer): string {
  const mac = createHmac("sha256", secret).update(`${timestamp}.`).update(body);
  return `sha256=${mac.digest("hex")}`;
}

/** Whether the message was signed with `secret` within five minutes of `nowSeconds`. */
export function isAuthentic(secret: string, message: SignedMessage, nowSeconds: number): boolean {
  const { timestamp, signature, body } = message;
  if (timestamp === undefined || signature === undefined) return false;
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowSeconds - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const expected = Buffer.from(sign(secret, timestamp, body));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
