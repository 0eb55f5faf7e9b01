import { expect, test } from "vitest";
import { LruByBytes } from "../../src/lib/lru.ts";

test("what was used longest ago goes first, and the bytes stay bounded", () => {
  const lru = new LruByBytes<string>(30);
  lru.set("a", "A", 10);
  lru.set("b", "B", 10);
  lru.set("c", "C", 10);
  expect(lru.get("a")).toBe("A");
  lru.set("d", "D", 15);
  expect([lru.peek("a"), lru.peek("b"), lru.peek("c"), lru.peek("d")]).toEqual(["A", undefined, undefined, "D"]);
  expect(lru.bytes).toBe(25);
  expect(lru.size).toBe(2);
});

test("a new value of a key replaces the old one's bytes", () => {
  const lru = new LruByBytes<string>(30);
  lru.set("a", "A", 10);
  lru.set("a", "AA", 20);
  expect([lru.get("a"), lru.bytes]).toEqual(["AA", 20]);
});

test("what is larger than everything is not kept, nor its older value", () => {
  const lru = new LruByBytes<string>(30);
  lru.set("a", "A", 10);
  lru.set("a", "AAAA", 31);
  expect([lru.get("a"), lru.bytes]).toEqual([undefined, 0]);
});
