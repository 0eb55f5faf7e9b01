/** Settings from the environment; the README documents each. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Public address of this site, without a trailing slash. */
  readonly siteUrl: string;
  readonly cmsUrl: string;
  /** The CMS past its own proxy, which would put this server's address in place of a reader's; each web process may have its own. */
  readonly cmsDirectUrls: readonly string[];
  readonly revalidateSecret: string;
  readonly pollSeconds: number;
  readonly cacheBytes: number;
  /** Directory for rendered pages that outlive the process; empty: none. */
  readonly pagesDir: string;
  readonly pagesBytes: number;
  /** Origins that images may come from. */
  readonly imageOrigins: readonly string[];
  /** Who wants to hear of weaknesses: an address of mail, telephone or the web. */
  readonly securityContact: string;
  /** Proxies in front of this server whose X-Forwarded-For is to be believed. */
  readonly proxies: number;
  /** Only `make dev`: pages carry Vite's script and its inline styles, and say why they cannot be drawn. */
  readonly hotReload: boolean;
}

export const DEVELOPMENT_SECRET = "development-only-revalidate-secret";

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws with one line that says what is wrong. */
export function readConfig(env: Environment): Config {
  const port = number(env, "FRONTEND_PORT", 4321);
  const cmsUrl = address(env, "CMS_URL", "http://127.0.0.1:8000");
  return {
    host: env["HOST"] ?? "127.0.0.1",
    port,
    siteUrl: address(env, "SITE_URL", `http://127.0.0.1:${port}`),
    cmsUrl,
    cmsDirectUrls: addresses(env, "CMS_DIRECT_URL", cmsUrl),
    revalidateSecret: secret(env),
    pollSeconds: number(env, "REVALIDATE_POLL_SECONDS", 5),
    cacheBytes: number(env, "FRONTEND_CACHE_MB", 64) * 1024 * 1024,
    pagesDir: env["PAGES_DIR"] ?? "",
    pagesBytes: number(env, "PAGES_MB", 256) * 1024 * 1024,
    imageOrigins: [new URL(cmsUrl).origin, ...extraOrigins(env)],
    securityContact: address(env, "SECURITY_CONTACT", address(env, "SITE_URL", `http://127.0.0.1:${port}`)),
    proxies: number(env, "NUM_PROXIES", 0),
    hotReload: false,
  };
}

function number(env: Environment, name: string, fallback: number): number {
  const value = Number(env[name] || fallback);
  if (!Number.isFinite(value) || value < 0) throw new Error(`${name} is not a number`);
  return value;
}

function address(env: Environment, name: string, fallback: string): string {
  const value = env[name] || fallback;
  if (!URL.canParse(value)) throw new Error(`${name} is not an address`);
  return value.replace(/\/+$/, "");
}

function addresses(env: Environment, name: string, fallback: string): string[] {
  const listed = (env[name] || fallback).split(",").filter((each) => each.trim() !== "");
  return listed.map((each) => address({ [name]: each.trim() }, name, fallback));
}

// As the CMS asks for it.
const SECRET_LENGTH = 32;
const SECRET_LETTERS = 10;

function secret(env: Environment): string {
  const value = env["REVALIDATE_SECRET"] || DEVELOPMENT_SECRET;
  const isWeak = value.length < SECRET_LENGTH || new Set(value).size < SECRET_LETTERS;
  if (env["NODE_ENV"] === "production" && (value === DEVELOPMENT_SECRET || isWeak)) {
    throw new Error(`REVALIDATE_SECRET must be set in production, to at least ${SECRET_LENGTH} random characters`);
  }
  return value;
}

function extraOrigins(env: Environment): string[] {
  const listed = (env["IMAGE_ORIGINS"] ?? "").split(/\s+/).filter(Boolean);
  return listed.map((value) => {
    if (!URL.canParse(value)) throw new Error("IMAGE_ORIGINS is not a list of addresses");
    return new URL(value).origin;
  });
}
