import { request as overHttp } from "node:http";
import { request as overTls } from "node:https";

const TIMEOUT_MS = 5000;

/**
 * Posts JSON and resolves to the status of the answer. Rejects when there is none in time.
 * Unlike `fetch` it can name a host other than the one it connects to.
 */
export function postJson(
  address: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const send = new URL(address).protocol === "https:" ? overTls : overHttp;
  const length = Buffer.byteLength(body);
  const all = { "Content-Type": "application/json", "Content-Length": length, ...headers };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  return new Promise((resolve, reject) => {
    const sent = send(address, { method: "POST", headers: all, signal }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
