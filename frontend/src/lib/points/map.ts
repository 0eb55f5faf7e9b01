import type { PointFacts, Region } from "../api/points.ts";

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A marker: where it is drawn, and where the place itself is. */
export interface Marker extends Place {
  readonly of: Place;
}

type Dots = Region["dots"];

/** Dots as one path of lines without length: drawn round by their round ends. */
export function dotsPath(dots: Dots): string {
  return dots.map(([x, y]) => `M${short(x)} ${short(y)}h0`).join("");
}

/** The grid's dots, parted into those within `reach` of a place and all others. */
export function partDots(dots: Dots, places: readonly Place[], reach: number): { near: Dots; far: Dots } {
  const isNear = ([x, y]: Dots[number]): boolean =>
    places.some((place) => Math.hypot(place.x - x, place.y - y) <= reach);
  return { near: dots.filter(isNear), far: dots.filter((dot) => !isNear(dot)) };
}

/** The region's border as a closed path. */
export function outlinePath(region: Region): string {
  const points = region.outline.map(([x, y]) => `${short(x)} ${short(y)}`);
  return points.length < 3 ? "" : `M${points.join("L")}Z`;
}

/** Distance between neighbouring dots of the grid. */
export function spacingOf({ dots, width }: Region): number {
  const [first, ...others] = dots;
  if (first === undefined || others.length === 0) return width / 40;
  return Math.min(...others.map(([x, y]) => Math.hypot(x - first[0], y - first[1])));
}

const ROUNDS = 60;
// Exactly the same place has no direction to be pushed in: this one, turned for each next marker.
const TURN = 2.4;

/**
 * Markers for places, at least `apart` from one another if there is room: those too close are
 * pushed away from each other, within the region's drawing and `margin` from its edge.
 */
export function spread(places: readonly Place[], apart: number, region: Region, margin: number): Marker[] {
  const moved = places.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < ROUNDS; round += 1) {
    if (!pushApart(moved, apart)) break;
    for (const marker of moved) keepInside(marker, region, margin);
  }
  return moved.map(({ x, y }, index) => ({
    x: short(x),
    y: short(y),
    of: places[index] as Place,
  }));
}

type Movable = { x: number; y: number };

function pushApart(markers: readonly Movable[], apart: number): boolean {
  let pushed = false;
  for (const [index, one] of markers.entries()) {
    for (const other of markers.slice(index + 1)) {
      pushed = pushPair(one, other, apart, index) || pushed;
    }
  }
  return pushed;
}

function pushPair(one: Movable, other: Movable, apart: number, index: number): boolean {
  const distance = Math.hypot(other.x - one.x, other.y - one.y);
  // A hair less counts as far enough, or rounding would push for ever.
  if (distance >= apart * 0.999) return false;
  const angle = distance > 0 ? Math.atan2(other.y - one.y, other.x - one.x) : index * TURN;
  const step = (apart - distance) / 2;
  one.x -= Math.cos(angle) * step;
  one.y -= Math.sin(angle) * step;
  other.x += Math.cos(angle) * step;
  other.y += Math.sin(angle) * step;
  return true;
}

function keepInside(marker: Movable, { width, height }: Region, margin: number): void {
  marker.x = Math.min(Math.max(marker.x, margin), width - margin);
  marker.y = Math.min(Math.max(marker.y, margin), height - margin);
}

/** Two decimals are finer than any screen here. */
function short(value: number): number {
  return Math.round(value * 100) / 100;
}

interface MapLinks {
  readonly openStreetMap: string;
  readonly geo: string;
}

/** Where a map of the streets is: on the web, and in the map app of the reader's telephone. */
export function mapLinks({ latitude, longitude }: Pick<PointFacts, "latitude" | "longitude">): MapLinks | null {
  if (latitude === null || longitude === null) return null;
  const place = `mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  return {
    openStreetMap: `https://www.openstreetmap.org/?${place}`,
    geo: `geo:${latitude},${longitude}`,
  };
}
