import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync("src/styles/tokens.css", "utf8");
const [lightPart, darkPart] = css.split("@media") as [string, string];
const colours = (part: string): Record<string, string> =>
  Object.fromEntries([...part.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]));
const light = colours(lightPart);
const dark = { ...light, ...colours(darkPart) };

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dim, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}

const TEXT = [
  ["ink", "bg"],
  ["ink", "surface"],
  ["ink", "raised"],
  ["ink", "mark"],
  ["ink-soft", "bg"],
  ["ink-soft", "surface"],
  ["ink-soft", "raised"],
  ["brand", "bg"],
  ["brand", "surface"],
  ["brand", "raised"],
  ["bg", "brand"],
  ["on-brand", "brand-deep"],
  ["on-brand-soft", "brand-deep"],
  ...["info", "tip", "warning", "urgent"].flatMap((tone) => [
    [`${tone}-ink`, `${tone}-bg`],
    ["ink", `${tone}-bg`],
  ]),
] as [string, string][];

// Borders and marks that carry meaning need 3:1 (WCAG 1.4.11).
const SHAPES = [
  ["line-strong", "bg"],
  ["focus", "bg"],
  ["accent", "brand-deep"],
] as const;

describe.each([
  ["light", light],
  ["dark", dark],
])("in the %s theme", (_name, theme) => {
  test.each(TEXT)("%s can be read on %s", (ink, paper) => {
    expect(contrast(theme[ink] as string, theme[paper] as string)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(SHAPES)("%s can be seen on %s", (shape, paper) => {
    expect(contrast(theme[shape] as string, theme[paper] as string)).toBeGreaterThanOrEqual(3);
  });
});

test("no other style sheet has colours of its own, but for paper", () => {
  const others = ["base", "frame", "page", "blocks", "points"].map((name) =>
    readFileSync(`src/styles/${name}.css`, "utf8"),
  );
  expect(others.join("").match(/#[0-9a-f]{3,8}\b/gi)).toEqual(null);
});
