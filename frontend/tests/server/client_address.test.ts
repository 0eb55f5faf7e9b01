import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { clientOf, networksOf } from "../../server/client_address.ts";

function from(remoteAddress: string, forwarded?: string): IncomingMessage {
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage;
}

test.each([
  ["192.0.2.1", undefined, 0, "192.0.2.1"],
  ["::ffff:192.0.2.1", undefined, 0, "192.0.2.1"],
  ["::FFFF:192.0.2.1", undefined, 1, "192.0.2.1"],
  ["192.0.2.1", "203.0.113.9", 0, "192.0.2.1"],
  ["192.0.2.1", "198.51.100.1, ::ffff:203.0.113.9", 1, "203.0.113.9"],
  ["192.0.2.1", "198.51.100.1, 203.0.113.9", 2, "198.51.100.1"],
  ["192.0.2.1", "203.0.113.9", 3, "203.0.113.9"],
])("%s, forwarded for %s, behind %i: %s", (remote, forwarded, proxies, client) => {
  expect(clientOf(from(remote, forwarded), proxies)).toBe(client);
});

test.each([
  ["192.0.2.1", ["192.0.2.1"]],
  ["2001:db8:1:2:3:4:5:6", ["2001:db8:1", "2001:db8:1:2"]],
  ["2001:DB8:1:2::", ["2001:db8:1", "2001:db8:1:2"]],
  ["2001:db8::6", ["2001:db8:0", "2001:db8:0:0"]],
  ["::1", ["0:0:0", "0:0:0:0"]],
  ["fe80::1%eth0", ["fe80:0:0", "fe80:0:0:0"]],
  ["somebody", ["somebody"]],
])("%s belongs to %j", (address, networks) => {
  expect(networksOf(address)).toEqual(networks);
});
