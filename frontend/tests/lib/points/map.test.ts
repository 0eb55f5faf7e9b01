import { describe, expect, test } from "vitest";
import { pointsIn } from "../../../e2e/points.ts";
import { REGION } from "../../../e2e/region.ts";
import { dotsPath, mapLinks, outlinePath, partDots, spacingOf, spread } from "../../../src/lib/points/map.ts";

const SMALL = {
  ...REGION,
  width: 40,
  height: 30,
  dots: [
    [2, 2],
    [4, 2],
    [2, 4],
  ] as [number, number][],
};

test("dots are lines without length", () => {
  expect(
    dotsPath([
      [1.004, 2],
      [3.5, 4.126],
    ]),
  ).toBe("M1 2h0M3.5 4.13h0");
});

test("the outline is closed, or nothing if it is none", () => {
  const outline: [number, number][] = [
    [0, 0],
    [4, 0],
    [4, 4],
  ];
  expect(outlinePath({ ...SMALL, outline })).toBe("M0 0L4 0L4 4Z");
  expect(outlinePath({ ...SMALL, outline: [] })).toBe("");
});

test.each([
  [SMALL.dots, 2],
  [[], 1],
])("the grid's spacing is known: %#", (dots, spacing) => {
  expect(spacingOf({ ...SMALL, dots })).toBe(spacing);
});

test("dots near a place are told from those far away", () => {
  const { near, far } = partDots(SMALL.dots, [{ x: 2, y: 3 }], 1);
  expect([near, far]).toEqual([
    [
      [2, 2],
      [2, 4],
    ],
    [[4, 2]],
  ]);
});

describe("markers", () => {
  const distances = (markers: readonly { x: number; y: number }[]) =>
    markers.flatMap((one, i) => markers.slice(i + 1).map((two) => Math.hypot(one.x - two.x, one.y - two.y)));

  test("far from one another stay where they are", () => {
    const places = [
      { x: 10, y: 10 },
      { x: 30, y: 20 },
    ];
    expect(spread(places, 5, SMALL, 3)).toEqual(places.map((place) => ({ ...place, of: place })));
  });

  test.each([
    [
      "near one another",
      [
        { x: 10, y: 10 },
        { x: 11, y: 10 },
        { x: 10, y: 11 },
      ],
    ],
    [
      "in one place",
      [
        { x: 20, y: 15 },
        { x: 20, y: 15 },
        { x: 20, y: 15 },
        { x: 20, y: 15 },
      ],
    ],
    [
      "in a corner",
      [
        { x: 40, y: 30 },
        { x: 40, y: 29 },
      ],
    ],
  ])("%s are pushed apart, inside the drawing", (_where, places) => {
    const markers = spread(places, 5, SMALL, 3);
    expect(Math.min(...distances(markers))).toBeGreaterThan(4.9);
    for (const { x, y } of markers) {
      expect([x >= 3, x <= 37, y >= 3, y <= 27]).toEqual([true, true, true, true]);
    }
    expect(markers.map(({ of }) => of)).toEqual(places);
  });
});

test("links lead to a map only from where the place is known", () => {
  const point = { ...pointsIn("pl")[0]!, latitude: 52.41, longitude: 16.93 };
  expect(mapLinks(point)).toEqual({
    openStreetMap: "https://www.openstreetmap.org/?mlat=52.41&mlon=16.93#map=17/52.41/16.93",
    geo: "geo:52.41,16.93",
  });
  expect(mapLinks({ ...point, longitude: null })).toBe(null);
});
