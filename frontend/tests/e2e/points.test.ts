import { expect, test } from "vitest";
import { golden } from "../../e2e/fixture-api.ts";
import { pointPages, pointsIn } from "../../e2e/points.ts";

// The golden files are checked against the API's description: so is what the stand-in makes up.
test("made-up points are what the API promises", () => {
  const pages = pointPages();
  expect(pages.get("/uk/points/")).toEqual(golden("page_directory_uk"));
  expect(pages.get("/en/points/poznan/")).toEqual(golden("page_point_en"));
  const items = pointsIn("pl");
  expect({ meta: { total_count: items.length }, items }).toEqual(golden("points_pl"));
});
