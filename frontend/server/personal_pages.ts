import type { IncomingMessage, ServerResponse } from "node:http";
import type { Parts } from "./app.ts";
import { questionAsked, serveQuestion } from "./asking.ts";
import { caseAsked, serveCase } from "./cases.ts";
import { registrationAsked, serveRegistration } from "./registration.ts";
import { requestAsked, serveRequest } from "./requests.ts";

type Serve<Asked> = (req: IncomingMessage, res: ServerResponse, parts: Parts, asked: Asked) => Promise<void>;
type Answer = (req: IncomingMessage, res: ServerResponse, parts: Parts) => Promise<void>;

const ROUTES = [route(registrationAsked, serveRegistration), route(caseAsked, serveCase), route(questionAsked, serveQuestion), route(requestAsked, serveRequest)];

/** What answers an address of a form or a private link; undefined for any other. */
export function personalPage(raw: string): Answer | undefined {
  for (const find of ROUTES) {
    const answer = find(raw);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function route<Asked>(read: (raw: string) => Asked | undefined, serve: Serve<Asked>): (raw: string) => Answer | undefined {
  return (raw) => {
    const asked = read(raw);
    return asked === undefined ? undefined : (req, res, parts) => serve(req, res, parts, asked);
  };
}
