import en from "../../i18n/en.json" with { type: "json" };
import pl from "../../i18n/pl.json" with { type: "json" };
import ru from "../../i18n/ru.json" with { type: "json" };
import uk from "../../i18n/uk.json" with { type: "json" };
import type { Locale } from "./locales.ts";

type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>>;
type Messages = Readonly<Record<string, string | PluralForms>>;

export const MESSAGES: Readonly<Record<Locale, Messages>> = { pl, en, ru, uk };

type KeysOf<Kind> = {
  [K in keyof typeof pl]: (typeof pl)[K] extends Kind ? K : never;
}[keyof typeof pl];

/** Keys of plain texts, and of texts that depend on a number. */
export type MessageKey = KeysOf<string>;
export type PluralKey = KeysOf<object>;

type Values = Readonly<Record<string, string>>;

export interface Translator {
  (key: MessageKey, values?: Values): string;
  readonly locale: Locale;
  /** The form for `count` by the language's plural rules, with {count} filled in. */
  plural(key: PluralKey, count: number): string;
}

function makeTranslator(locale: Locale): Translator {
  const messages = MESSAGES[locale];
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const text = (key: MessageKey, values: Values = {}): string => fill(messages[key] as string, values);
  const plural = (key: PluralKey, count: number): string => {
    const forms = messages[key] as PluralForms;
    return fill(forms[rules.select(count)] ?? forms.other ?? "", { count: numbers.format(count) });
  };
  return Object.assign(text, { locale, plural });
}

function fill(template: string, values: Values): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

const translators: Record<Locale, Translator> = {
  pl: makeTranslator("pl"),
  en: makeTranslator("en"),
  ru: makeTranslator("ru"),
  uk: makeTranslator("uk"),
};

export function translator(locale: Locale): Translator {
  return translators[locale];
}
