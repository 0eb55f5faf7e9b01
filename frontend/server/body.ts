import type { IncomingMessage } from "node:http";

/** Asked before a piece of a body is kept; false refuses the body. */
export type Admit = (bytes: number) => boolean;

/**
 * The whole body; "too_large" if it is longer than `maxBytes`, "refused" if `admit` did not want
 * a piece of it. What is not wanted is read and dropped, so that the sender gets an answer.
 * Rejects when the sender breaks off.
 */
export function readBody(
  req: IncomingMessage,
  maxBytes: number,
  admit: Admit = () => true,
): Promise<Buffer | "too_large" | "refused"> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let length = 0;
    const end = (outcome: "too_large" | "refused"): void => {
      chunks = [];
      req.off("data", onData).resume();
      resolve(outcome);
    };
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      if (length > maxBytes) return void end("too_large");
      if (!admit(chunk.length)) return void end("refused");
      chunks.push(chunk);
    };
    req.on("data", onData);
    req.once("end", () => resolve(Buffer.concat(chunks)));
    req.once("error", reject);
    req.once("close", () => reject(new Error("the sender broke off")));
  });
}
