import type { AstroComponentFactory } from "astro/runtime/server/index.js";
import { reportUnknown } from "../lib/unknown_types.ts";
import PlainPage from "./PlainPage.astro";

const FILES = import.meta.glob<{ default: AstroComponentFactory }>("./*.astro", { eager: true });

/** The template of a page type, found by its name; a plain one for a type this build does not know yet. */
export function templateFor(type: string): AstroComponentFactory {
  const path = `./${type.slice(type.indexOf(".") + 1)}.astro`;
  if (Object.hasOwn(FILES, path)) return (FILES[path] as { default: AstroComponentFactory }).default;
  reportUnknown("page", type);
  return PlainPage;
}
