import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { strongEtag } from "./etag.ts";
import type { HeaderList } from "./headers.ts";
import type { Encoding } from "./negotiation.ts";
import { ENCODINGS } from "./negotiation.ts";

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** One encoding of an answer, ready to be written: raw headers as Node's writeHead takes them. */
export interface Variant {
  readonly etag: string;
  readonly body: Buffer;
  readonly headers: string[];
  readonly notModified: string[];
}

/** An answer kept with all its encodings. */
export interface Stored {
  readonly status: number;
  readonly variants: Readonly<Record<Encoding, Variant>>;
  readonly bytes: number;
}

// Compressing what is compressed already (fonts, images) only costs time.
const COMPRESSIBLE = /^(text\/|image\/svg|application\/(json|xml|atom\+xml|manifest\+json))/;

/** Compresses once, tags and prepares the headers of each encoding. */
export async function store(status: number, contentType: string, headers: HeaderList, body: Buffer): Promise<Stored> {
  const bodies = COMPRESSIBLE.test(contentType) ? await compress(body) : same(body);
  const base: HeaderList = [["Content-Type", contentType], ...headers];
  const variants = Object.fromEntries(
    ENCODINGS.map((encoding) => [encoding, variant(encoding, bodies, base, status)]),
  ) as Record<Encoding, Variant>;
  // The headers of the encodings are small beside the bodies; 2 KB stands for them.
  const bytes = new Set(Object.values(bodies)).values().reduce((sum, b) => sum + b.length, 2048);
  return { status, variants, bytes };
}

type Bodies = Readonly<Record<Encoding, Buffer>>;

async function compress(body: Buffer): Promise<Bodies> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  const [br, gz] = await Promise.all([brotli(body, { params }), gzipped(body, { level: 9 })]);
  return { br, gzip: gz, identity: body };
}

function same(body: Buffer): Bodies {
  return { br: body, gzip: body, identity: body };
}

function variant(encoding: Encoding, bodies: Bodies, base: HeaderList, status: number): Variant {
  const body = bodies[encoding];
  const etag = strongEtag(body);
  const encoded = body !== bodies.identity;
  const validators: HeaderList = status === 200 ? [["ETag", etag]] : [];
  const vary: HeaderList = bodies.br === bodies.identity ? [] : [["Vary", "Accept-Encoding"]];
  const coding: HeaderList = encoded ? [["Content-Encoding", encoding]] : [];
  const length: HeaderList = [["Content-Length", String(body.length)]];
  // A 304 repeats what a cache would need to update its copy (RFC 9110, 15.4.5).
  const repeated = base.filter(([name]) => name === "Cache-Control");
  const headers = [...base, ...vary, ...coding, ...validators, ...length];
  const notModified = [...repeated, ...vary, ...validators];
  return { etag, body, headers: headers.flat(), notModified: notModified.flat() };
}
