import type { IncomingMessage } from "node:http";
import { request as overHttp } from "node:http";
import { request as overTls } from "node:https";
import type { Locale } from "../src/lib/i18n/locales.ts";
import type { Parts } from "./app.ts";
import { clientOf } from "./client_address.ts";

const TIMEOUT_MS = 10_000;
// Files are looked at before they are taken.
const UPLOAD_TIMEOUT_MS = 60_000;
const MAX_ANSWER_BYTES = 1024 * 1024;

/** What the CMS answered; `body` is parsed JSON, or null. */
export interface CmsAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface Question {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below "/api/v2". */
  readonly path: string;
  readonly body?: unknown;
  /** Instead of `body`, where there are files. */
  readonly form?: FormData;
  /** Idempotency-Key. */
  readonly key?: string;
  /** If-Match: the version of what is changed. */
  readonly match?: string;
}

/**
 * Passes on what one reader asks, with their address and language; nothing is kept. Resolves to
 * the status 503 when the CMS does not answer in time.
 */
export async function requestCms(
  req: IncomingMessage,
  parts: Parts,
  reader: Locale,
  question: Question,
): Promise<CmsAnswer> {
  const cms = new URL(parts.config.cmsUrl);
  const headers = {
    Accept: "application/json",
    "Accept-Language": reader,
    "X-Forwarded-For": clientOf(req, parts.config.proxies),
    // Past the proxy, said as the proxy would say it.
    "X-Forwarded-Proto": cms.protocol.slice(0, -1),
    Host: cms.host,
    ...(question.key === undefined ? {} : { "Idempotency-Key": question.key }),
    ...(question.match ? { "If-Match": `"${question.match}"` } : {}),
  };
  for (const base of inTurn(parts.config.cmsDirectUrls)) {
    try {
      return await exchange(`${base}/api/v2${question.path}`, question, headers);
    } catch (error) {
      if (!mayAskAnother(question, error)) break;
    }
  }
  return { status: 503, body: null };
}

let turn = 0;

/** The web processes' addresses, beginning with another one each time. */
function inTurn(addresses: readonly string[]): string[] {
  turn = (turn + 1) % addresses.length;
  return [...addresses.slice(turn), ...addresses.slice(0, turn)];
}

const NOT_CONNECTED = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"]);

/** Whether nothing was asked yet, or asking twice does it once. A process that is silent uses up the reader's time. */
function mayAskAnother({ method, key }: Question, error: unknown): boolean {
  const { code, name } = error as NodeJS.ErrnoException;
  if (NOT_CONNECTED.has(code ?? "")) return true;
  return (
    name !== "AbortError" && name !== "TimeoutError" && (method !== "POST" || key !== undefined) && method !== "PATCH"
  );
}

async function exchange(
  address: string,
  question: Question,
  headers: Readonly<Record<string, string>>,
): Promise<CmsAnswer> {
  const send = new URL(address).protocol === "https:" ? overTls : overHttp;
  const { type, content } = await encode(question);
  const length = { "Content-Type": type, "Content-Length": content.length };
  const all = { ...headers, ...(content.length === 0 ? {} : length) };
  const signal = AbortSignal.timeout(question.form === undefined ? TIMEOUT_MS : UPLOAD_TIMEOUT_MS);
  return new Promise((resolve, reject) => {
    const sent = send(address, { method: question.method, headers: all, signal }, (answer) => {
      readAnswer(answer).then((found) => resolve({ status: answer.statusCode ?? 503, body: found }), reject);
    });
    sent.on("error", reject);
    sent.end(content);
  });
}

async function encode({ body, form }: Question): Promise<{ type: string; content: Buffer }> {
  if (form === undefined)
    return { type: "application/json", content: Buffer.from(body === undefined ? "" : JSON.stringify(body)) };
  const encoded = new Response(form);
  return { type: encoded.headers.get("Content-Type") ?? "", content: Buffer.from(await encoded.arrayBuffer()) };
}

async function readAnswer(answer: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw new Error("the CMS's answer is too long");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return null;
  }
}
