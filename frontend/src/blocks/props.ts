import type { BlockType, BlockValues } from "../lib/api/types.ts";
import type { Context } from "../lib/page_view.ts";

/** What every block component is given. `id` is unique in the page. */
export interface BlockProps<T extends BlockType> {
  value: BlockValues[T];
  id: string;
  context: Context;
  /** True for what stands at the top of the page: its image is loaded at once. */
  seenFirst?: boolean;
}
