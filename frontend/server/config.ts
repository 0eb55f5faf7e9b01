/** Settings from the environment; the README documents each. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** Public address of this site, without a trailing slash. */
  readonly siteUrl: string;
  readonly cmsUrl: string;
  /** The CMS past its own proxy, which would put this server's address in place of a reader's. */
  readonly cmsDirectUrl: string;
  readonly revalidateSecret: string;
  readonly pollSeconds: number;
  readonly cacheBytes: number;
  /** Origins that images may come from. */
  readonly imageOrigins: readonly string[];
  /** Proxies in front of this server whose X-Forwarded-For is to be believed. */
  readonly proxies: number;
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
    cmsDirectUrl: address(env, "CMS_DIRECT_URL", cmsUrl),
    revalidateSecret: secret(env),
    pollSeconds: number(env, "REVALIDATE_POLL_SECONDS", 5),
    cacheBytes: number(env, "FRONTEND_CACHE_MB", 64) * 1024 * 1024,
    imageOrigins: [new URL(cmsUrl).origin, ...extraOrigins(env)],
    proxies: number(env, "NUM_PROXIES", 0),
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

function secret(env: Environment): string {
  const value = env["REVALIDATE_SECRET"] || DEVELOPMENT_SECRET;
  if (env["NODE_ENV"] === "production" && value === DEVELOPMENT_SECRET) {
    throw new Error("REVALIDATE_SECRET must be set in production");
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
