const reported = new Set<string>();

/** Logs a type this build has no component for, once per type and without any content. */
export function reportUnknown(kind: "block" | "page", type: string): void {
  const name = `${kind} ${type}`;
  if (reported.has(name) || reported.size > 100) return;
  reported.add(name);
  console.warn(`[frontend] unknown ${kind} type ${JSON.stringify(type.slice(0, 60))}`);
}
