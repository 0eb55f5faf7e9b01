import { afterAll, beforeAll, expect, test } from "vitest";
import { RunningSite, tags } from "./running.ts";

let site: RunningSite;
beforeAll(async () => {
  site = await new RunningSite().start();
});
afterAll(() => site.stop());

async function html(path: string): Promise<string> {
  const { status, text } = await site.get(path);
  expect(status).toBe(200);
  return text;
}

test("the list shows dates and offers only what some group has", async () => {
  const page = await html("/uk/activities/?county=3064&age=8&free=true");
  expect(page).toContain("Готуємо всією родиною");
  const form = tags(page, /<form class="activity-filters".*?<\/form>/gs)[0] ?? "";
  expect(tags(form, /<(?:select|input) id="[^"]*"/g).map((tag) => tag.split('"')[1])).toEqual([
    "filter-kind",
    "filter-county",
    "filter-level",
    "filter-language",
    "filter-age",
    "filter-from",
    "filter-free",
  ]);
  expect(form).toMatch(/<option value="3064" selected[^>]*>\s*Познань\s*</);
  expect(form).toMatch(/name="age"[^>]* value="8"/);
  expect(form).toMatch(/name="free" value="true" checked/);
});

test("a month keeps itself when the filters change, and has no first day", async () => {
  const form =
    tags(await html("/uk/activities/?view=month&month=2027-01"), /<form class="activity-filters".*?<\/form>/gs)[0] ??
    "";
  expect(form).toContain('<input type="hidden" name="view" value="month">');
  expect(form).toContain('<input type="hidden" name="month" value="2027-01">');
  expect(form).not.toContain('name="from"');
});

test("an activity has its groups with their dates", async () => {
  const page = await html("/uk/activities/hotuiemo-vsiieiu-rodynoiu/");
  expect(page).toContain("Суботня група");
  expect(page).toContain("Фонд «Спільний стіл»");
});
