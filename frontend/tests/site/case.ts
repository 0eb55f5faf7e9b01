/** A case as the API tells it, and the addresses around it. */
import type { SupportCase } from "../../src/lib/api/cases.ts";

export const TOKEN = "a2b3c4d5e6f7a2b3c4d5e6f7a2";
export const PATH = `/uk/case/${TOKEN}/`;
export const API = `/api/v2/school-support/requests/${TOKEN}/`;
const AT = "2026-11-02T08:30:00Z";

export function made(changes: Partial<SupportCase> = {}): SupportCase {
  return {
    reference: "WS-7KQ2-M4",
    kind: "school_support",
    state: "in_progress",
    outcome: null,
    about: "Szkoła nr 1",
    received_at: AT,
    changed_at: AT,
    closed_at: null,
    merged_into: null,
    details: {
      school: "Szkoła nr 1",
      town: "Konin",
      kinds: ["Додаткові уроки"],
      pupils: 3,
      groups: [{ language: "українська", band: "1–3", level: "A0", count: 3 }],
      situation: "<b>Сім</b> учнів",
      tried: "",
    },
    messages: [{ id: "m1", voice: "desk", author: "Katarzyna", text: "Ile <i>godzin</i>?", created_at: AT, files: [] }],
    files: [
      {
        id: "f1",
        name: "plan.pdf",
        size: 1200,
        media_type: "application/pdf",
        state: "clean",
        url: "http://127.0.0.1:8000/f1/",
      },
      { id: "f2", name: "nowy.pdf", size: 900, media_type: "application/pdf", state: "waiting", url: null },
    ],
    appointments: [],
    activities: [],
    events: [{ action: "received", state: "received", at: AT }],
    rating: null,
    can: { write: true, withdraw: true, rate: false },
    kept_until: null,
    ...changes,
  };
}
