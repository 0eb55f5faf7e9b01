import { expect, test } from "vitest";
import { digestOfFile } from "../../server/forms.ts";

test("another file of the same name and length has another name", async () => {
  const [one, same, other] = await Promise.all(
    ["abc", "abc", "abd"].map((text) => digestOfFile(new File([text], "a.txt"))),
  );
  expect([one === same, one === other]).toEqual([true, false]);
});
