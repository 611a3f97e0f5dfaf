import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type Request, type Response, Router } from "express";
import { ROOT } from "../kernel/root.ts";
import { ICONS, reduced, symbols } from "./uswds.ts";

type Encoding = "br" | "gzip";

/** A file of the pages: its address changes whenever its content does. */
interface Asset {
  href: string;
  type: string;
  body: Buffer;
  /** Its body compressed; undefined for what is compressed in itself, as fonts are. */
  compressed?: (encoding: Encoding) => Promise<Buffer>;
}

export interface Assets {
  /** The content-hashed address of a file: `/assets/<hash>/<name>`. Throws for a name that does not exist. */
  href(name: string): string;
  byHref(href: string): Asset | undefined;
}

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Where a package keeps its compiled files. USWDS and htmx both name a file of `dist` as their main one. */
function distOf(name: string): string {
  const main = createRequire(import.meta.url).resolve(name);
  return main.slice(0, main.lastIndexOf(`${join("/dist", "/")}`) + "/dist".length);
}

function asset(name: string, body: Buffer): Asset {
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 16);
  const type = TYPES[extname(name)] ?? "application/octet-stream";
  const plain = { href: `/assets/${hash}/${name}`, type, body };
  return type.startsWith("font/") ? plain : { ...plain, compressed: compressing(body) };
}

const compressors: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body) => promisify(gzip)(body, { level: 9 }),
};

/** Compresses when somebody first asks, once for each encoding: starting need not wait for what may not be asked. */
function compressing(body: Buffer): (encoding: Encoding) => Promise<Buffer> {
  const made = new Map<Encoding, Promise<Buffer>>();
  return (encoding) => {
    const there = made.get(encoding) ?? compressors[encoding](body);
    made.set(encoding, there);
    return there;
  };
}

/** Reads, reduces and hashes every file once, when the program starts. */
export function openAssets(): Assets {
  const uswds = distOf("@uswds/uswds");
  const own = join(ROOT, "src", "ui", "public");
  const read = (folder: string, name: string) => readFileSync(join(folder, name), "utf8");
  const known = new Map<string, Asset>();
  const add = (name: string, body: string | Buffer) => {
    const made = asset(name, Buffer.from(body));
    known.set(name, made);
    return made;
  };
  const css = `${reduced(read(uswds, "css/uswds.min.css"))}\n${read(own, "site.css")}`;
  const linked = css.replace(/url\(\.\.\/([\w./-]+)\)/g, (_, path: string) => {
    const name = basename(path);
    return `url(${(known.get(name) ?? add(name, readFileSync(join(uswds, path)))).href})`;
  });
  add("site.css", linked);
  const icons = symbols(read(uswds, "img/sprite.svg"), ICONS);
  add("icons.svg", read(own, "icons.svg").replace("</svg>", `${icons}\n</svg>`));
  add("brand.svg", read(own, "brand.svg"));
  add("comfort.js", read(own, "comfort.js"));
  add("htmx.js", readFileSync(join(distOf("htmx.org"), "htmx.min.js")));
  const byHref = new Map([...known.values()].map((a) => [a.href, a]));
  return {
    href: (name) => {
      const found = known.get(name);
      if (!found) throw new Error(`There is no asset "${name}"`);
      return found.href;
    },
    byHref: (href) => byHref.get(href),
  };
}

const FOREVER = "public, max-age=31536000, immutable";

/** `/assets/<hash>/<name>`, kept by browsers for a year; an unknown or outdated address is left to the 404. */
export function assetRoutes(assets: Assets): Router {
  const router = Router();
  router.get("/assets/:hash/:name", async (req: Request, res: Response, next) => {
    const found = assets.byHref(req.path);
    if (!found) return next();
    res.set({ "Content-Type": found.type, "Cache-Control": FOREVER, Vary: "Accept-Encoding" });
    const encoding = found.compressed && (req.acceptsEncodings("br", "gzip") as Encoding | false);
    if (!encoding) return res.send(found.body);
    res.set("Content-Encoding", encoding).send(await found.compressed?.(encoding));
  });
  router.get("/favicon.ico", (_req, res) => res.redirect(301, assets.href("brand.svg")));
  return router;
}
