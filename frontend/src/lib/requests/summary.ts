/** What is kept of a page of the form, in lines as people read them. */
import type { Draft, FormChoices } from "../api/requests.ts";
import type { Translator } from "../i18n/translate.ts";
import type { StepName } from "./view.ts";
import { rowsOf, typedList, typedText } from "./view.ts";

/** The lines of a page; none where nothing is kept. */
export function linesOf(draft: Draft, choices: FormChoices, step: StepName, t: Translator): readonly string[] {
  return linesByStep(draft, choices, t)[step].filter((line) => line !== "");
}

function linesByStep(draft: Draft, choices: FormChoices, t: Translator): Record<StepName, readonly string[]> {
  const { answers } = draft;
  const text = (step: "contact" | "support" | "tried" | "school", name: string) => typedText(answers[step], name);
  const named = (list: readonly { code: string; name: string }[], code: string) =>
    list.find((one) => one.code === code)?.name ?? code;
  const school = draft.school ?? { name: text("school", "name"), town: text("school", "town") };
  const chosen = new Set(typedList(answers.support, "kinds"));
  return {
    school: [[school.name, school.town].filter(Boolean).join(", ")],
    contact: ["name", "role", "email", "phone"].map((name) => text("contact", name)),
    pupils: rowsOf(draft).map(
      (row) =>
        `${named(choices.languages, row.language)}, ${named(choices.bands, row.band)}, ${named(choices.levels, row.level)}: ${row.count}`,
    ),
    support: [
      ...choices.kinds.filter(({ key }) => chosen.has(key)).map(({ name }) => name),
      text("support", "situation"),
    ],
    tried: [text("tried", "tried")],
    files: draft.files.map(({ name }) => name),
    consent: answers.consent?.["consent"] === true ? [t("request.consent.label")] : [],
    check: [],
  };
}
