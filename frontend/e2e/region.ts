import type { Region } from "../src/lib/api/points.ts";

type Coordinates = [x: number, y: number];

const WIDTH = 1000;
const HEIGHT = 1240;
const SPACING = 30;

// Wielkopolska in rough strokes: longitude and latitude, clockwise from the north.
const OUTLINE: readonly Coordinates[] = [
  [16.7, 53.55],
  [16.95, 53.66],
  [17.2, 53.45],
  [17.4, 53.25],
  [17.3, 53.0],
  [17.55, 52.85],
  [17.9, 52.75],
  [18.1, 52.55],
  [18.5, 52.45],
  [18.85, 52.45],
  [19.1, 52.3],
  [18.9, 52.0],
  [18.7, 51.85],
  [18.4, 51.85],
  [18.2, 51.6],
  [18.15, 51.4],
  [18.05, 51.15],
  [17.8, 51.1],
  [17.75, 51.3],
  [17.4, 51.5],
  [17.1, 51.6],
  [16.8, 51.6],
  [16.45, 51.75],
  [16.3, 51.85],
  [16.2, 52.05],
  [15.95, 52.1],
  [15.8, 52.35],
  [15.75, 52.6],
  [16.0, 52.85],
  [16.05, 53.0],
  [16.4, 53.1],
  [16.6, 53.3],
];

/** Where a place is in the drawing. */
export function onMap(longitude: number, latitude: number): { x: number; y: number } {
  return { x: Math.round((longitude - 15.7) * 290), y: Math.round((53.7 - latitude) * 475) };
}

const outline = OUTLINE.map(([longitude, latitude]): Coordinates => {
  const { x, y } = onMap(longitude, latitude);
  return [x, y];
});

/** Whether a ray from the place crosses the border an odd number of times. */
function isInside(x: number, y: number): boolean {
  let inside = false;
  for (const [index, [x1, y1]] of outline.entries()) {
    const [x2, y2] = outline[(index + 1) % outline.length] as Coordinates;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

function grid(): Coordinates[] {
  const columns = Array.from({ length: Math.floor(WIDTH / SPACING) }, (_, i) => (i + 0.5) * SPACING);
  const rows = Array.from({ length: Math.floor(HEIGHT / SPACING) }, (_, i) => (i + 0.5) * SPACING);
  return rows.flatMap((y) => columns.map((x): Coordinates => [x, y])).filter(([x, y]) => isInside(x, y));
}

export const REGION: Region = {
  name: "Wielkopolska",
  width: WIDTH,
  height: HEIGHT,
  dots: grid(),
  outline,
  counties: [
    { code: "3064", name: "Poznań", ...onMap(16.93, 52.41) },
    { code: "3062", name: "Konin", ...onMap(18.25, 52.22) },
    { code: "3061", name: "Kalisz", ...onMap(18.09, 51.76) },
  ],
};
