import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PageDisk } from "../../server/page_disk.ts";
import { store } from "../../server/compressed_body.ts";

let directory: string;
let disk: PageDisk;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "pages-"));
  disk = open();
});

afterEach(() => rm(directory, { recursive: true }));

function open(more: { build?: string; maxBytes?: number; directory?: string; now?: () => number } = {}): PageDisk {
  return new PageDisk({ directory, maxBytes: 10_000_000, build: "a", ...more });
}

async function keep(
  key: string,
  version: number,
  text = key,
  on = disk,
  validUntil = Number.POSITIVE_INFINITY,
): Promise<void> {
  const stored = await store(200, "text/html", [["Cache-Control", "no-cache"]], Buffer.from(text));
  on.keep({ key, version, validUntil, stored });
  await on.settled();
}

async function textOf(key: string, from = open(), known = 0): Promise<string | undefined> {
  return (await from.read(key, known))?.variants.identity.body.toString();
}

async function pageFiles(): Promise<string[]> {
  return (await readdir(directory)).filter((name) => name.includes(".page")).map((name) => join(directory, name));
}

test("a page comes back in another process as it was, in every encoding", async () => {
  const stored = await store(200, "text/html", [["Cache-Control", "no-cache"]], Buffer.from("текст".repeat(99)));
  await disk.note(7);
  disk.keep({ key: "/uk/", version: 7, validUntil: Number.POSITIVE_INFINITY, stored });
  await disk.settled();
  expect(await open().read("/uk/", 0)).toEqual(stored);
  expect(await textOf("/pl/")).toBe(undefined);
});

describe("what was withdrawn", () => {
  test("is gone from the disk with the version that withdrew it", async () => {
    await disk.note(7);
    await keep("/uk/", 7);
    await disk.note(8);
    expect([await pageFiles(), await textOf("/uk/")]).toEqual([[], undefined]);
  });

  test("does not come back by another process that has not heard yet", async () => {
    const late = open();
    await late.note(7);
    await disk.note(8);
    await keep("/uk/", 7, "withdrawn", late);
    expect([await pageFiles(), await textOf("/uk/")]).toEqual([[], undefined]);
  });

  test("is not shown when only this process knows of it", async () => {
    await disk.note(7);
    await keep("/uk/", 7);
    expect(await textOf("/uk/", open(), 8)).toBe(undefined);
  });
});

describe("a database that was restored", () => {
  test.each([true, false])("takes everything along (seen while running: %s)", async (wentBack) => {
    await disk.note(9);
    await keep("/uk/", 9);
    await (wentBack ? disk : open()).note(5, wentBack);
    expect([await pageFiles(), await textOf("/uk/")]).toEqual([[], undefined]);
    await keep("/uk/", 5, "restored", wentBack ? disk : open());
    expect(await textOf("/uk/")).toBe("restored");
  });
});

test("a page is not shown past its time", async () => {
  await disk.note(7);
  await keep("/uk/", 7, "open", disk, 1000);
  expect(await textOf("/uk/", open({ now: () => 999 }))).toBe("open");
  expect(await textOf("/uk/", open({ now: () => 1000 }))).toBe(undefined);
});

test("a page of another build, whose styles are gone, is not shown", async () => {
  await disk.note(7);
  await keep("/uk/", 7);
  expect(await textOf("/uk/", open({ build: "b" }))).toBe(undefined);
});

describe("a file that is not as it was written", () => {
  let path: string;
  beforeEach(async () => {
    await disk.note(7);
    await keep("/uk/", 7);
    path = (await pageFiles())[0] as string;
  });

  test.each([0, 10, 64, 65, 200])("cut at %d bytes is ignored", async (length) => {
    await truncate(path, length);
    expect(await textOf("/uk/")).toBe(undefined);
  });

  test("with one bit turned, or of somebody else, is ignored", async () => {
    const bytes = await readFile(path);
    const last = bytes.length - 1;
    bytes[last] = (bytes[last] as number) ^ 1;
    await writeFile(path, bytes);
    expect(await textOf("/uk/")).toBe(undefined);
    await writeFile(path, "something else\n{}\n");
    expect(await textOf("/uk/")).toBe(undefined);
    await keep("/uk/", 7, "again");
    expect(await textOf("/uk/")).toBe("again");
  });

  test("under the name of another page is ignored", async () => {
    const first = await readFile(path);
    await rm(path);
    await keep("/pl/", 7);
    await writeFile((await pageFiles())[0] as string, first);
    expect(await textOf("/pl/")).toBe(undefined);
  });
});

test("two processes keep within the bound, and leave what is not theirs", async () => {
  await writeFile(join(directory, "notes.txt"), "mine");
  const maxBytes = 200_000;
  const [one, other] = [open({ maxBytes }), open({ maxBytes })];
  await one.note(7);
  for (let each = 0; each < 25; each += 1) {
    const page = Array.from({ length: 700 }, (_, n) => (n * 7919 * (each + 1)) % 99991).join(" ");
    await Promise.all([keep(`/a/${each}/`, 7, page, one), keep(`/b/${each}/`, 7, page, other)]);
  }
  const sizes = await Promise.all((await pageFiles()).map(async (path) => (await stat(path)).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(maxBytes / 2);
  expect(total).toBeLessThanOrEqual(maxBytes);
  expect(await textOf("/b/24/", open({ maxBytes }))).not.toBe(undefined);
  expect(await readFile(join(directory, "notes.txt"), "utf8")).toBe("mine");
});

test("a disk that cannot be written is told of once, and reads do without", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const file = join(directory, "file");
  await writeFile(file, "");
  const broken = open({ directory: file });
  await broken.note(7);
  await keep("/uk/", 7, "x", broken);
  await keep("/pl/", 7, "x", broken);
  expect(await textOf("/uk/", broken)).toBe(undefined);
  expect(warn.mock.calls).toEqual([["[frontend] pages are not kept on disk: ENOTDIR"]]);
  warn.mockRestore();
});
