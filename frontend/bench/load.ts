import type { Socket } from "node:net";
import { connect } from "node:net";

export interface Load {
  readonly requests: number;
  readonly seconds: number;
}

const CONNECTIONS = 64;

/**
 * Asks for `path` over kept-alive connections, each as fast as it is answered, for `seconds`.
 * It must cost less than the server it measures: every answer has the same length, learned from
 * a first one that is read in full, and after that bytes are only counted.
 */
export async function load(port: number, path: string, seconds: number): Promise<Load> {
  const request = Buffer.from(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n` +
      "Accept: text/html\r\nAccept-Language: uk,ru;q=0.8\r\nUser-Agent: bench\r\n\r\n",
  );
  // The first answer may be made by another way than the ones from memory after it.
  await answerLength(port, request);
  const length = await answerLength(port, request);
  const start = performance.now();
  const until = start + seconds * 1000;
  const counts = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => runConnection(port, request, length, until)),
  );
  const requests = counts.reduce((sum, count) => sum + count, 0);
  return { requests, seconds: (performance.now() - start) / 1000 };
}

/** Bytes of one whole answer; throws unless it is a compressed 200 with the length it promises. */
async function answerLength(port: number, request: Buffer): Promise<number> {
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket: Socket = connect(port, "127.0.0.1", () => socket.write(request));
    socket.on("data", (chunk) => {
      chunks.push(chunk);
      const all = Buffer.concat(chunks);
      if (all.length >= promisedLength(all)) socket.end(() => resolve(all));
    });
    socket.on("error", reject);
  });
  const head = bytes.toString("latin1", 0, 400);
  if (!head.startsWith("HTTP/1.1 200")) throw new Error(`not a 200: ${head.slice(0, 40)}`);
  if (!/content-encoding: br/i.test(bytes.toString("latin1"))) throw new Error("not brotli");
  return bytes.length;
}

function promisedLength(bytes: Buffer): number {
  const end = bytes.indexOf("\r\n\r\n");
  const body = /content-length: (\d+)/i.exec(bytes.toString("latin1", 0, end))?.[1];
  return end < 0 || body === undefined ? Number.POSITIVE_INFINITY : end + 4 + Number(body);
}

const OK = Buffer.from("HTTP/1.1 200");

function runConnection(port: number, request: Buffer, length: number, until: number) {
  return new Promise<number>((resolve, reject) => {
    let requests = 0;
    let received = 0;
    const buffer = Buffer.allocUnsafe(64 * 1024);
    const onread = {
      buffer,
      callback: (bytes: number): boolean => {
        if (received === 0 && buffer.compare(OK, 0, OK.length, 0, OK.length) !== 0) {
          socket.destroy(new Error("an answer other than 200"));
          return false;
        }
        received += bytes;
        if (received < length) return true;
        requests += 1;
        received = 0;
        if (performance.now() < until) socket.write(request);
        else socket.end(() => resolve(requests));
        return true;
      },
    };
    const socket: Socket = connect({ port, host: "127.0.0.1", onread }, () => {
      socket.write(request);
    });
    socket.setNoDelay(true);
    socket.setTimeout(5000, () => socket.destroy(new Error("no answer for 5 s")));
    socket.on("error", reject);
  });
}
