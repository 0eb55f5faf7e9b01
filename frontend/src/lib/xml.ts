const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** `text` as XML character data or attribute value, without characters XML forbids. */
export function xml(text: string): string {
  const allowed = [...text].filter((char) => char >= " " || char === "\n" || char === "\t");
  return allowed.join("").replace(/[&<>"']/g, (char) => ENTITIES[char] as string);
}
