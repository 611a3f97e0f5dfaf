import type { ComponentChildren } from "preact";
import { STANDARDS } from "../standards/rules/addresses.ts";
import { REFERENCE } from "./addresses.ts";
import { Demo, Header, PendingCounts } from "./header.views.tsx";
import { useSite } from "./site.ts";

export interface PageProps {
  title: string;
  /** Which entry of the navigation this page belongs to. */
  at?:
    | "find"
    | "standards"
    | "collections"
    | "share"
    | "shelf"
    | "developers"
    | "sign-in"
    | "account"
    | "notices";
  /** What search engines and link previews say about the page. */
  description?: string;
  /** The path others should link to. */
  canonical?: string;
  /** Pages that should not be found: problems, and searches. */
  unlisted?: boolean;
  /** A second way past things, after "Skip to the page". */
  skip?: { to: string; words: string };
  /** Further elements of the head. */
  head?: ComponentChildren;
  /** Full-width, above the content. */
  hero?: ComponentChildren;
  children: ComponentChildren;
}

/** What every page is set in: asked for before the stylesheet is read, so that they are there when it is. */
const FONTS = ["PublicSans-Regular.woff2", "PublicSans-Bold.woff2", "Latin-Merriweather-Bold.woff2"];

/** htmx without its own styles, inline code or history cache; a group that was opened stays open in a swap. */
const HTMX = JSON.stringify({ includeIndicatorCSS: false, morphIgnore: ["data-htmx-powered", "open"] });

/** The whole document around a page. */
export function Page(p: PageProps) {
  const { assets, publicUrl, settings } = useSite();
  const title = p.title === settings.name ? p.title : `${p.title} – ${settings.name}`;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {p.description && <meta name="description" content={p.description} />}
        {p.unlisted && <meta name="robots" content="noindex" />}
        {p.canonical && <link rel="canonical" href={publicUrl + p.canonical} />}
        <meta name="theme-color" content="#0a3042" />
        <meta name="htmx-config" content={HTMX} />
        <link rel="icon" href={assets.href("brand.svg")} type="image/svg+xml" />
        {FONTS.map((name) => (
          <link
            key={name}
            rel="preload"
            href={assets.href(name)}
            as="font"
            type="font/woff2"
            crossorigin="anonymous"
          />
        ))}
        <link rel="stylesheet" href={assets.href("site.css")} />
        <script src={assets.href("htmx.js")} defer />
        <script src={assets.href("comfort.js")} defer />
        {p.head}
      </head>
      <body>
        <a class="usa-skipnav" href="#main">
          Skip to the page
        </a>
        {p.skip && (
          <a class="usa-skipnav" href={`#${p.skip.to}`}>
            {p.skip.words}
          </a>
        )}
        <Demo />
        <Header at={p.at} />
        <PendingCounts />
        <main id="main" tabIndex={-1}>
          {p.hero}
          <div class="grid-container-desktop-lg page">{p.children}</div>
        </main>
        <p class="usa-sr-only" role="status" id="said" />
        <Footer />
      </body>
    </html>
  );
}

function Footer() {
  return (
    <footer class="foot sand">
      <div class="grid-container-desktop-lg row ends small">
        <p>
          <strong>{useSite().settings.name}</strong>
          <br />
          Open lessons and materials, by standard, topic and level.
        </p>
        <ul class="row plain">
          <li>
            <a href="/search">All resources</a>
          </li>
          <li>
            <a href={STANDARDS}>Standards</a>
          </li>
          <li>
            <a href={REFERENCE}>For developers</a>
          </li>
        </ul>
      </div>
    </footer>
  );
}
