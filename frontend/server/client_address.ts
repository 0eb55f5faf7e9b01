import type { IncomingMessage } from "node:http";
import { isIPv6, SocketAddress } from "node:net";

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** The reader's address: the last one a proxy of ours added, or whoever is connected. */
export function clientOf(req: IncomingMessage, proxies: number): string {
  const forwarded = String(req.headers["x-forwarded-for"] ?? "").split(",");
  const named = proxies > 0 ? forwarded.at(-Math.min(proxies, forwarded.length))?.trim() : "";
  const address = named || (req.socket.remoteAddress ?? "");
  // What a socket for both families says of an IPv4 address (RFC 4291, 2.5.5.2).
  return MAPPED.exec(address)?.[1] ?? address;
}

/** What one client can change of its address: nothing of IPv4, the last 64 bits of IPv6. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const plain = new SocketAddress({ address: address.replace(/%.*$/, ""), family: "ipv6" }).address;
  const [head = "", tail] = plain.split("::", 2);
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  return [...first, ...Array<string>(zeros).fill("0"), ...last].slice(0, 4).join(":");
}
