import type { PageDocument } from "../lib/api/types.ts";
import type { Context } from "../lib/page_view.ts";

/** What every template is given. */
export interface TemplateProps {
  page: PageDocument;
  context: Context;
}
