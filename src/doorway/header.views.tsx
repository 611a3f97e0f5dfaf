import { Fragment } from "preact";
import { asksAddress } from "../asks/rules/addresses.ts";
import { COLLECTIONS } from "../collections/rules/addresses.ts";
import { importsAddress } from "../imports/rules/addresses.ts";
import { number } from "../kernel/words.ts";
import { organizationAddress } from "../organizations/rules/addresses.ts";
import { curatedPlaces, mayInRegistry } from "../people/rules/may.ts";
import { reportsAddress } from "../reports/rules/addresses.ts";
import { queueAddress } from "../reviews/rules/addresses.ts";
import { STANDARDS } from "../standards/rules/addresses.ts";
import { HOME, signInAddress } from "./addresses.ts";
import type { PageProps } from "./layout.tsx";
import { useSite } from "./site.ts";

const NAV = [
  { at: "find", words: "Find", href: HOME },
  { at: "standards", words: "Standards", href: STANDARDS },
  { at: "collections", words: "Collections", href: COLLECTIONS },
  { at: "share", words: "Share", href: "/share" },
] as const;

export function Header({ at }: { at: PageProps["at"] }) {
  const { assets, visitor, path, settings } = useSite();
  return (
    <header class="top">
      <div class="grid-container-desktop-lg row ends">
        <a class="brand row" href={HOME}>
          <svg width="34" height="34" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <use href={`${assets.href("icons.svg")}#brand`} />
          </svg>
          <span>
            <span class="small">{settings.state}</span> <b>{settings.plainName}</b>
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
export function Demo() {
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
export function PendingCounts() {
  const { visitor, reference, path } = useSite();
  const tree = reference.organizations;
  const curated = visitor ? curatedPlaces(visitor.caller) : [];
  if (curated.length === 0) return null;
  const staff = visitor !== undefined && mayInRegistry(visitor.caller, "see the audit trail", tree);
  const waits = (organization: string) => visitor?.pending?.find((w) => w.organization === organization);
  return (
    <nav class="desk small noprint" aria-label="Your desk">
      <div class="grid-container-desktop-lg row">
        {curated.map((organization) => (
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
            {["state", "district"].includes(tree.get(organization)?.kind ?? "") && (
              <a
                href={asksAddress(organization)}
                aria-current={path?.startsWith(asksAddress(organization)) ? "page" : undefined}
              >
                Asked for<span class="usa-sr-only"> in {tree.get(organization)?.name}</span>
              </a>
            )}
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
