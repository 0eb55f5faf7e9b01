import { expect, test } from "vitest";
import { faultOf, statusOf } from "../../../src/lib/form_errors.ts";

test.each([
  [400, { errors: { text: ["Wpisz coś."] } }, { errors: { text: ["Wpisz coś."] } }],
  [409, { detail: "Już zamknięte." }, { errors: {}, said: "Już zamknięte." }],
  [429, { detail: "Za 5 minut." }, { errors: {}, said: "Za 5 minut." }],
  [429, null, { errors: {}, problem: "form.too_many" }],
  [400, null, { errors: {}, problem: "form.failed" }],
  [503, null, { errors: {}, problem: "form.failed" }],
])("%i %j", (status, body, fault) => {
  expect(faultOf(status, body)).toEqual(fault);
});

test("a page that shows a refused form again says so in its status", () => {
  expect([400, 409, 503].map(statusOf)).toEqual([422, 409, 503]);
});
