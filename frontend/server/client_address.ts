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

/**
 * The networks that one client may have all addresses of, as the CMS counts them: of IPv4 the
 * address; of IPv6 the /64 of a household and the /48 of a site (RFC 6177), the wider one first.
 */
export function networksOf(address: string): readonly string[] {
  if (!isIPv6(address)) return [address];
  const plain = new SocketAddress({ address: address.replace(/%.*$/, ""), family: "ipv6" }).address;
  const [head = "", tail] = plain.split("::", 2);
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array<string>(zeros).fill("0"), ...last];
  return [3, 4].map((count) => groups.slice(0, count).join(":"));
}
