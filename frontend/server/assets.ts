import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Stored } from "./compressed_body.ts";
import { store } from "./compressed_body.ts";
import { CACHED_ASSET } from "./headers.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
};

const UNHASHED = "public, max-age=86400";

/** Reads the built files into memory, compressed; the key is the path they are served at. */
export async function loadAssets(directory: string): Promise<Map<string, Stored>> {
  const assets = new Map<string, Stored>();
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const key = `/${path.relative(directory, file).split(path.sep).join("/")}`;
    assets.set(key, await asset(key, await readFile(file)));
  }
  return assets;
}

async function asset(key: string, body: Buffer): Promise<Stored> {
  const type = TYPES[path.extname(key)] ?? "application/octet-stream";
  const cache = key.startsWith("/_astro/") ? CACHED_ASSET : UNHASHED;
  const headers = [
    ["Cache-Control", cache],
    ["X-Content-Type-Options", "nosniff"],
  ] as const;
  return store(200, type, headers, body);
}
