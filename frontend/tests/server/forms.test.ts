import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { filesIn, takeForm, textIn } from "../../server/forms.ts";
import { Answering } from "./answering.ts";

const MAX = 800 * 1024;
let server: Answering;
let arrived: (FormData | "too_large" | undefined)[];

beforeEach(async () => {
  server = await new Answering().start();
  arrived = [];
  const { parts } = server;
  await server.listening.stop();
  await server.serve((req, res) => {
    void takeForm({ req, res, parts, reader: "uk" }, MAX).then(
      (form) => {
        arrived.push(form);
        if (form !== undefined) res.end(form === "too_large" ? form : "taken");
      },
      () => undefined,
    );
  });
});
afterEach(() => server.stop());

function big(kilobytes: number, client: string) {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(kilobytes * 1024)], "a.bin"));
  return server.postFiles("/", form, { "X-Forwarded-For": client });
}

/** A form of which so much came, and the rest does not. */
async function unfinished(kilobytes: number, client: string) {
  const head = `POST / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: ${client}\r\nContent-Length: ${MAX}\r\n\r\n`;
  const socket = await server.slow(head);
  socket.write(Buffer.alloc(kilobytes * 1024));
  return socket;
}

/** Waits until forms hold between these bytes. */
async function untilHeld(least: number, most = Infinity): Promise<void> {
  while (server.parts.forms.held < least || server.parts.forms.held > most)
    await new Promise((resolve) => setTimeout(resolve, 10));
}

test("what was typed arrives, line ends as one character", async () => {
  expect((await server.post("/", { text: " Раз\r\nдва ", n: "1" })).text).toBe("taken");
  const form = arrived[0] as FormData;
  expect([textIn(form, "text"), textIn(form, "n"), textIn(form, "x")]).toEqual(["Раз\nдва", "1", ""]);
});

test("a form may come without a length", async () => {
  const headers = { "Transfer-Encoding": "chunked", "Content-Type": "application/x-www-form-urlencoded" };
  expect((await server.send("POST", "/", headers, "text=a")).text).toBe("taken");
});

test("a field for files that was left alone holds none", () => {
  const form = new FormData();
  form.append("files", new File([], ""));
  form.append("files", new File(["x"], "a.txt"));
  form.append("files", new File([], "empty.txt"));
  expect(filesIn(form, "files").map(({ name }) => name)).toEqual(["a.txt", "empty.txt"]);
});

describe("too much", () => {
  test("by its own word is not read", async () => {
    expect((await server.send("POST", "/", { "Content-Length": String(MAX + 1) }, Buffer.alloc(MAX + 1))).text).toBe(
      "too_large",
    );
  });

  test("without a word of it is noticed while it comes", async () => {
    const body = Buffer.alloc(MAX + 1);
    expect((await server.send("POST", "/", { "Transfer-Encoding": "chunked" }, body)).text).toBe("too_large");
  });
});

describe("what forms hold in memory", () => {
  test("is what came, not what was announced: idle connections close nothing", async () => {
    for (let count = 0; count < 10; count += 1) await unfinished(0, "203.0.113.1");
    expect((await big(700, "203.0.113.1")).text).toBe("taken");
  });

  test("is given back when a form was answered", async () => {
    for (let count = 0; count < 4; count += 1) expect((await big(700, "203.0.113.2")).text).toBe("taken");
    await untilHeld(0, 0);
  });

  test("is given back when the sender breaks off", async () => {
    const socket = await unfinished(700, "203.0.113.3");
    await untilHeld(600 * 1024);
    socket.destroy();
    await untilHeld(0, 0);
    expect((await big(700, "203.0.113.3")).text).toBe("taken");
  });

  test("is bounded for each client, by its networks; others, and short forms, go on", async () => {
    await unfinished(750, "2001:db8:1:2::3");
    await untilHeld(680 * 1024);
    const refused = await big(700, "2001:db8:1:2::4");
    expect([refused.status, refused.headers["retry-after"], refused.headers["cache-control"]]).toEqual([
      503,
      "60",
      "no-store",
    ]);
    expect(refused.text).toContain("<h1>Зараз надсилається забагато</h1>");
    // Of the same site, which may have all of these networks.
    expect((await big(700, "2001:db8:1:3::3")).status).toBe(503);
    expect((await big(700, "2001:db8:2:2::3")).text).toBe("taken");
    expect((await server.post("/", { text: "Добрий день" }, { "X-Forwarded-For": "2001:db8:1:2::3" })).text).toBe(
      "taken",
    );
  });

  test("is bounded for all together", async () => {
    for (const client of ["203.0.113.4", "203.0.113.5"]) await unfinished(750, client);
    await untilHeld(1370 * 1024);
    expect((await big(750, "203.0.113.6")).status).toBe(503);
  });
});

test.each([
  [{ "Sec-Fetch-Site": "cross-site" }, 403],
  [{ "Sec-Fetch-Site": "same-site" }, 403],
  [{ Origin: "https://evil.example" }, 403],
  [{ Origin: "nonsense" }, 403],
  [{ Origin: "null", "Sec-Fetch-Site": "cross-site" }, 403],
  [{ Origin: "null", "Sec-Fetch-Site": "same-origin" }, 200],
  [{ Origin: "http://127.0.0.1:4321", "Sec-Fetch-Site": "same-origin" }, 200],
  [{}, 200],
])("a form sent with %o is answered by %i", async (headers, status) => {
  expect((await server.post("/", { text: "a" }, headers)).status).toBe(status);
});
