import type { IncomingMessage, ServerResponse } from "node:http";
import type { Parts } from "./app.ts";
import { questionRoute, serveQuestion } from "./questions.ts";
import { caseRoute, serveCase } from "./cases.ts";
import { registrationRoute, serveRegistration } from "./registration.ts";
import { requestRoute, serveRequest } from "./requests.ts";
import { searchRoute, serveSearch, serveSuggestions, suggestionsRoute } from "./search.ts";

type Serve<Asked> = (req: IncomingMessage, res: ServerResponse, parts: Parts, asked: Asked) => Promise<void>;
type Answer = (req: IncomingMessage, res: ServerResponse, parts: Parts) => Promise<void>;

const ROUTES = [
  route(registrationRoute, serveRegistration),
  route(caseRoute, serveCase),
  route(questionRoute, serveQuestion),
  route(requestRoute, serveRequest),
  route(searchRoute, serveSearch),
  route(suggestionsRoute, serveSuggestions),
];

/** What answers an address of a form, a private link or a search; undefined for any other. */
export function personalPage(raw: string): Answer | undefined {
  for (const find of ROUTES) {
    const answer = find(raw);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function route<Asked>(
  read: (raw: string) => Asked | undefined,
  serve: Serve<Asked>,
): (raw: string) => Answer | undefined {
  return (raw) => {
    const asked = read(raw);
    return asked === undefined ? undefined : (req, res, parts) => serve(req, res, parts, asked);
  };
}
