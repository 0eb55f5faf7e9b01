import { expect, test } from "vitest";
import { ContentVersion } from "../../src/lib/content_version.ts";

test("it only rises, and says whether it did", () => {
  const version = new ContentVersion();
  expect([version.raise(5), version.raise(5), version.raise(4), version.raise(6)]).toEqual([true, false, false, true]);
  expect(version.known).toBe(6);
});

test.each([Number.NaN, 1.5, -1, Number.POSITIVE_INFINITY])("%s is no version", (value) => {
  const version = new ContentVersion();
  version.raise(value);
  expect(version.known).toBe(0);
});

test("a poll that lags once changes nothing", () => {
  const version = new ContentVersion();
  const outcomes = [9, 8, 9, 8].map((value) => version.observePoll(value));
  expect(outcomes).toEqual(["raised", "same", "same", "same"]);
  expect(version.known).toBe(9);
});

test("two lower polls in a row mean a restored database: it follows", () => {
  const version = new ContentVersion();
  const outcomes = [9, 3, 3].map((value) => version.observePoll(value));
  expect(outcomes).toEqual(["raised", "same", "reset"]);
  expect(version.known).toBe(3);
});
