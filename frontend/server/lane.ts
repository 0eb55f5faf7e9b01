import type { Server } from "node:http";
import type { Server as NetServer, Socket } from "node:net";
import { createServer } from "node:net";
import { choose } from "./send.ts";
import type { Stored } from "./stored.ts";

/** As Node's own default for the http server behind; a proxy in front should give up earlier. */
export const KEEP_ALIVE_MS = 65_000;

// Exactly one well-formed GET and nothing else (RFC 9112): every other request is Node's to read.
const SIMPLE_GET = /^GET (\/[!-~]*) HTTP\/1\.1\r\n(?:[!#-'*+.\w^`|~-]+:[\t -~\x80-\xff]*\r\n)+\r\n$/;
// Headers that change how a request is framed or answered.
const NOT_SIMPLE = /\r\n(?:content-length|transfer-encoding|upgrade|expect|range|connection:(?! *keep-alive\r))/i;
const HOST = /\r\nhost:/i;
const ACCEPT_ENCODING = /\r\naccept-encoding:[ \t]*([^\r]*)/i;
const IF_NONE_MATCH = /\r\nif-none-match:[ \t]*([^\r]*)/i;

const MAX_HEAD_BYTES = 8192;

/**
 * Accepts connections and answers the plain case, a GET for a page that is in memory and true,
 * by writing the stored bytes; at the first request that is anything else it hands the whole
 * connection to `http`, with that request unread. Costs a third of what Node's server costs.
 */
export function createLane(http: Server, fresh: (path: string) => Stored | undefined): NetServer {
  return createServer({ noDelay: true }, (socket) => {
    const onData = (chunk: Buffer): void => {
      if (!answer(socket, chunk, fresh)) handOver(chunk);
    };
    const drop = (): void => void socket.destroy();

    function handOver(chunk: Buffer): void {
      socket.off("data", onData).off("error", drop).off("timeout", drop);
      socket.setTimeout(0);
      socket.pause();
      socket.unshift(chunk);
      http.emit("connection", socket);
      socket.resume();
    }

    socket.on("data", onData).on("error", drop).on("timeout", drop);
    socket.setTimeout(KEEP_ALIVE_MS);
  });
}

function answer(
  socket: Socket,
  chunk: Buffer,
  fresh: (path: string) => Stored | undefined,
): boolean {
  // Who asks for more without reading what was sent is left to Node's back pressure.
  if (chunk.length > MAX_HEAD_BYTES || socket.writableNeedDrain) return false;
  const head = chunk.toString("latin1");
  const path = SIMPLE_GET.exec(head)?.[1];
  const stored = path === undefined ? undefined : fresh(path);
  if (stored === undefined || NOT_SIMPLE.test(head) || !HOST.test(head)) return false;
  const { variant, notModified } = choose(
    stored,
    ACCEPT_ENCODING.exec(head)?.[1],
    IF_NONE_MATCH.exec(head)?.[1],
  );
  const answered = notModified ? variant.rawNotModified : variant.rawHead;
  socket.cork();
  socket.write(`${answered}Date: ${httpDate()}\r\n\r\n`, "latin1");
  if (!notModified) socket.write(variant.body);
  socket.uncork();
  return true;
}

let dateSecond = 0;
let dateText = "";

/** The time as RFC 9110, 5.6.7 writes it, made once a second. */
function httpDate(): string {
  const second = Math.floor(Date.now() / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = new Date(second * 1000).toUTCString();
  }
  return dateText;
}
