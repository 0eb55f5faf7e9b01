import { expect, test } from "vitest";
import { BodyBudget } from "../../server/body_budget.ts";

test("one client cannot take what is left for others", () => {
  const budget = new BodyBudget(100, 60);
  expect([budget.take(["a"], 60), budget.take(["a"], 1), budget.take(["b"], 40), budget.take(["b"], 1)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(budget.held).toBe(100);
});

test("what is given back can be taken again, by anybody", () => {
  const budget = new BodyBudget(100, 60);
  budget.take(["a"], 60);
  budget.give(["a"], 60);
  expect(budget.held).toBe(0);
  expect([budget.take(["a"], 60), budget.take(["b"], 40)]).toEqual([true, true]);
  budget.give(["a"], 20);
  expect([budget.take(["b"], 20), budget.take(["a"], 1)]).toEqual([true, false]);
});

test("what was refused is not charged", () => {
  const budget = new BodyBudget(100, 60);
  expect(budget.take(["a"], 61)).toBe(false);
  expect([budget.held, budget.take(["a"], 60)]).toEqual([0, true]);
});

test("nor can one of many networks that are one site's", () => {
  const budget = new BodyBudget(100, 60);
  expect([budget.take(["s", "s:1"], 40), budget.take(["s", "s:2"], 21), budget.take(["t", "t:1"], 60)]).toEqual([
    true,
    false,
    true,
  ]);
  budget.give(["s", "s:1"], 40);
  expect([budget.held, budget.take(["s", "s:2"], 40)]).toEqual([60, true]);
});
