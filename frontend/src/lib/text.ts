import type { Block, BlockValues } from "./api/types.ts";

const WORDS_PER_MINUTE = 180;

/** Minutes a page takes to read, at least one; by the words in all strings of its blocks. */
export function readingMinutes(body: readonly Block[]): number {
  const words = body.reduce((sum, block) => sum + countWords(block.value), 0);
  return Math.max(1, Math.round(words / WORDS_PER_MINUTE));
}

function countWords(value: unknown): number {
  if (typeof value === "string") return value.replace(/<[^>]*>/g, " ").match(/\p{L}+/gu)?.length ?? 0;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((sum, item) => sum + countWords(item), 0);
}

export interface TocEntry {
  readonly text: string;
  readonly anchor: string;
}

const TOC_FROM = 3;

/** Second-level headings for a table of contents; none on a page too short to need one. */
export function tableOfContents(body: readonly Block[]): TocEntry[] {
  const headings = body
    .filter((block) => block.type === "heading")
    .map((block) => block.value as BlockValues["heading"])
    .filter((heading) => heading.level === 2 && heading.anchor !== "");
  return headings.length < TOC_FROM ? [] : headings;
}
