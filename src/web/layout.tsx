import { type ComponentChildren, Fragment } from "preact";
import {
  COLLECTIONS,
  HOME,
  importsAddress,
  organizationAddress,
  queueAddress,
  REFERENCE,
  reportsAddress,
  STANDARDS,
  signInAddress,
} from "./addresses.ts";
import { Icon } from "./pieces.tsx";
import { useSite } from "./site.ts";
import { number } from "./words.ts";

export const NAME = "Rhode Island Open Resource Registry";

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

const NAV = [
  { at: "find", words: "Find", href: HOME },
  { at: "standards", words: "Standards", href: STANDARDS },
  { at: "collections", words: "Collections", href: COLLECTIONS },
  { at: "share", words: "Share", href: "/share" },
] as const;

/** htmx without its own styles, inline code or history cache; a group that was opened stays open in a swap. */
const HTMX = JSON.stringify({ includeIndicatorCSS: false, morphIgnore: ["data-htmx-powered", "open"] });

/** The whole document around a page. */
export function Page(p: PageProps) {
  const { assets, publicUrl } = useSite();
  const title = p.title === NAME ? NAME : `${p.title} – ${NAME}`;
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
        <Desk />
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

function Header({ at }: { at: PageProps["at"] }) {
  const { assets, visitor, path } = useSite();
  return (
    <header class="top">
      <div class="grid-container-desktop-lg row ends">
        <a class="brand row" href={HOME}>
          <svg width="34" height="34" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <use href={`${assets.href("icons.svg")}#brand`} />
          </svg>
          <span>
            <span class="small">Rhode Island</span> <b>Open Resource Registry</b>
          </span>
        </a>
        <nav class="row" aria-label="Main">
          {NAV.map((n) => (
            <a key={n.at} href={n.href} aria-current={n.at === at ? "page" : undefined}>
              {n.words}
            </a>
          ))}
          {visitor?.caller.person ? (
            <>
              <a href="/shelf" aria-current={at === "shelf" ? "page" : undefined}>
                My shelf
              </a>
              <a href="/notices" aria-current={at === "notices" ? "page" : undefined}>
                Notices
                {visitor.unread ? (
                  <span class="count">
                    {visitor.unread} <span class="usa-sr-only">not read</span>
                  </span>
                ) : null}
              </a>
              <a href="/account" aria-current={at === "account" ? "page" : undefined}>
                My account
              </a>
            </>
          ) : (
            <a href={signInAddress(path)} aria-current={at === "sign-in" ? "page" : undefined}>
              Sign in
            </a>
          )}
        </nav>
      </div>
    </header>
  );
}

/** Above everything in demo mode, so that nobody takes the people for real. */
function Demo() {
  const { demo, visitor } = useSite();
  const person = visitor?.caller.person;
  if (!demo) return null;
  return (
    <aside class="sand small noprint" aria-label="Demo">
      <div class="grid-container-desktop-lg row demo">
        <span>
          A demo: the people here are invented.
          {person?.demo && (
            <>
              {" "}
              You are <b>{person.name}</b>.
            </>
          )}
        </span>
        {person && (
          <form class="inline" method="post" action="/sign-out">
            <input type="hidden" name="csrf" value={visitor?.csrf} />
            <button class="usa-button usa-button--unstyled" type="submit">
              Sign out
            </button>
          </form>
        )}
      </div>
    </aside>
  );
}

/** What curators go to and from all day; each organization they answer for. */
function Desk() {
  const { visitor, reference, path } = useSite();
  const tree = reference.organizations;
  const curated = visitor?.caller.memberships.filter((m) => m.confirmed && m.role === "curator") ?? [];
  if (curated.length === 0) return null;
  const staff = curated.some((m) => m.organization === tree.state.code);
  const waits = (organization: string) => visitor?.desk?.find((w) => w.organization === organization);
  return (
    <nav class="desk small noprint" aria-label="Your desk">
      <div class="grid-container-desktop-lg row">
        {curated.map(({ organization }) => (
          <Fragment key={organization}>
            <a
              href={organizationAddress(organization)}
              aria-current={path === organizationAddress(organization) ? "page" : undefined}
            >
              {tree.get(organization)?.name ?? organization}
            </a>
            {["state", "district"].includes(tree.get(organization)?.kind ?? "") && (
              <a
                href={queueAddress(organization)}
                aria-current={path?.startsWith(queueAddress(organization)) ? "page" : undefined}
              >
                Review<span class="usa-sr-only"> for {tree.get(organization)?.name}</span>
                <Count of={waits(organization)?.reviews} />
              </a>
            )}
            <a
              href={reportsAddress(organization)}
              aria-current={path?.startsWith(reportsAddress(organization)) ? "page" : undefined}
            >
              Reports<span class="usa-sr-only"> to {tree.get(organization)?.name}</span>
              <Count of={waits(organization)?.reports} />
            </a>
            <a
              href={importsAddress(organization)}
              aria-current={path?.startsWith(importsAddress(organization)) ? "page" : undefined}
            >
              Import<span class="usa-sr-only"> for {tree.get(organization)?.name}</span>
            </a>
          </Fragment>
        ))}
        {staff && (
          <a href="/audit" aria-current={path?.startsWith("/audit") ? "page" : undefined}>
            Audit trail
          </a>
        )}
      </div>
    </nav>
  );
}

function Count({ of }: { of: number | undefined }) {
  if (!of) return null;
  return (
    <span class="count">
      {number(of)} <span class="usa-sr-only">waiting</span>
    </span>
  );
}

function Footer() {
  return (
    <footer class="foot sand">
      <div class="grid-container-desktop-lg row ends small">
        <p>
          <strong>{NAME}</strong>
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

/** One search box per page. `keep` holds what a new search should go on with: the filters in use. */
export function SearchBox({
  words = "",
  big,
  keep = [],
}: {
  words?: string;
  big?: boolean;
  keep?: [string, string][];
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: older Chromebooks do not know the search element
    <form class="find noprint" role="search" action="/search" method="get">
      <label class={big ? undefined : "usa-sr-only"} for="q">
        Topic, skill or standard
      </label>
      <div class="field">
        <input
          class="usa-input"
          id="q"
          name="q"
          type="text"
          inputMode="search"
          enterKeyHint="search"
          value={words}
          maxLength={300}
          autoComplete="off"
          spellcheck={false}
          data-suggest="/api/v1/suggest"
        />
      </div>
      {keep.map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      <button class="usa-button" type="submit">
        <Icon name="search" size={3} />
        <span>Search</span>
      </button>
    </form>
  );
}
