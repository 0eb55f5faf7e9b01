import { expect, test } from "vitest";
import { faultOf, MAX_COMMENT, readAnswer } from "../../src/lib/feedback.ts";

test("a form's body is read, with one character for the end of a line", () => {
  const body = "path=%2Fuk%2Fx%2F&helpful=yes&comment=%D0%A2%D0%B0%D0%BA%0D%0A2+";
  expect(readAnswer(body)).toEqual({ path: "/uk/x/", helpful: true, comment: "Так\n2" });
});

test.each([
  ["helpful=no", false, undefined],
  ["helpful=maybe", undefined, "choose"],
  ["", undefined, "choose"],
])("%s", (body, helpful, fault) => {
  expect(readAnswer(body).helpful).toBe(helpful);
  expect(faultOf(readAnswer(body))).toBe(fault);
});

test("a comment is counted in characters, not in parts of them", () => {
  const answer = (comment: string) => ({ path: "", helpful: true, comment });
  expect(faultOf(answer("🙂".repeat(MAX_COMMENT)))).toBeUndefined();
  expect(faultOf(answer("a".repeat(MAX_COMMENT + 1)))).toBe("too_long");
});
