import type { PupilRow, StepName } from "../src/lib/requests/view.ts";
import { textIn } from "./forms.ts";

const MAX_ROWS = 60;

/** What was typed on a page, as the CMS keeps it. */
export function typedIn(form: FormData, step: StepName): Record<string, unknown> {
  if (step === "school") return schoolIn(form);
  if (step === "contact") return textsIn(form, ["name", "role", "email", "phone"]);
  if (step === "pupils") return { groups: rowsIn(form) };
  if (step === "support") return { kinds: form.getAll("kinds").map(String), ...textsIn(form, ["situation"]) };
  if (step === "tried") return textsIn(form, ["tried"]);
  return { consent: textIn(form, "consent") === "yes" };
}

/** A school that was chosen from the register, or one that was typed in. */
function schoolIn(form: FormData): Record<string, string> {
  const rspo = textIn(form, "rspo");
  return rspo === "" || rspo === "other" ? { rspo: "", ...textsIn(form, ["name", "town", "county"]) } : { rspo };
}

/** The rows of pupils without the empty ones, and without the one that is taken away. */
export function rowsIn(form: FormData): PupilRow[] {
  const removed = textIn(form, "action").match(/^remove-(\d+)$/)?.[1];
  const rows: PupilRow[] = [];
  for (let place = 0; place < MAX_ROWS && form.has(`count-${place}`); place += 1) {
    const at = (name: string) => textIn(form, `${name}-${place}`);
    const row = { language: at("language"), band: at("band"), level: at("level"), count: at("count") };
    if (String(place) !== removed && Object.values(row).some((text) => text !== "")) rows.push(row);
  }
  return rows;
}

function textsIn(form: FormData, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, textIn(form, name)]));
}
