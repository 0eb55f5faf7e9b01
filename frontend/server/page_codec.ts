import { createHash } from "node:crypto";
import type { Encoding } from "./negotiation.ts";
import { ENCODINGS } from "./negotiation.ts";
import type { Stored, Variant } from "./compressed_body.ts";

/** A page as it lies on disk, with what says whether it is still true. */
export interface PageFile {
  readonly key: string;
  readonly version: number;
  /** Milliseconds since 1970, or Infinity. */
  readonly validUntil: number;
  readonly stored: Stored;
}

type Head = Omit<Variant, "body"> & { readonly length: number };
interface Description extends Omit<PageFile, "stored"> {
  readonly status: number;
  readonly bytes: number;
  readonly variants: Readonly<Record<Encoding, Head>>;
}

const LINE_END = 0x0a;

/** A line with the digest of all that follows, a line that describes, then the bodies in the order of ENCODINGS. */
export function encodePage({ stored, ...about }: PageFile): Buffer {
  const { status, bytes } = stored;
  const variants = Object.fromEntries(ENCODINGS.map((each) => [each, headOf(stored.variants[each])]));
  const line = Buffer.from(`${JSON.stringify({ ...about, status, bytes, variants }, infinityAsNull)}\n`);
  const rest = Buffer.concat([line, ...ENCODINGS.map((each) => stored.variants[each].body)]);
  return Buffer.concat([Buffer.from(`${digestOf(rest)}\n`), rest]);
}

/** The page, or undefined if the bytes are not exactly what `encodePage` made. */
export function decodePage(bytes: Buffer): PageFile | undefined {
  const [digest, rest] = cut(bytes);
  if (digest === "" || digest !== digestOf(rest)) return undefined;
  const [line, bodies] = cut(rest);
  const about = JSON.parse(line) as Description;
  const { key, version, status } = about;
  const validUntil = about.validUntil ?? Number.POSITIVE_INFINITY;
  return { key, version, validUntil, stored: { status, bytes: about.bytes, variants: variantsOf(about, bodies) } };
}

function headOf({ body, ...head }: Variant): Head {
  return { ...head, length: body.length };
}

function variantsOf({ variants }: Description, bodies: Buffer): Record<Encoding, Variant> {
  let start = 0;
  const found = ENCODINGS.map((each) => {
    const { length, ...head } = variants[each];
    const body = bodies.subarray(start, start + length);
    start += length;
    return [each, { ...head, body }];
  });
  return Object.fromEntries(found) as Record<Encoding, Variant>;
}

function cut(bytes: Buffer): [string, Buffer] {
  const end = bytes.indexOf(LINE_END);
  return end < 0 ? ["", bytes] : [bytes.toString("utf8", 0, end), bytes.subarray(end + 1)];
}

function digestOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function infinityAsNull(_name: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? null : value;
}
