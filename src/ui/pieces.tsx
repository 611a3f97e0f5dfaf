import type { ComponentChildren } from "preact";
import type { Mark } from "./marks.ts";
import { usePage } from "./page-context.ts";

/** An icon of the USWDS sprite; always beside words, so it says nothing itself. */
export function Icon({ name, size }: { name: string; size?: 3 }) {
  const { assets } = usePage();
  return (
    <svg class={`usa-icon${size ? ` usa-icon--size-${size}` : ""}`} aria-hidden="true" focusable="false">
      <use href={`${assets.href("icons.svg")}#${name}`} />
    </svg>
  );
}

/** Text with the words that were searched for marked. */
export function Marked({ text }: { text: { text: string; matched: boolean }[] }) {
  return <>{text.map((s, i) => (s.matched ? <mark key={i}>{s.text}</mark> : s.text))}</>;
}

export function Marks({ marks }: { marks: Mark[] }) {
  return (
    <ul class="row plain icons small">
      {marks.map((m) => (
        <li key={m.words} class={m.good ? "good" : m.warn ? "warn" : undefined}>
          <Icon name={m.icon} /> <span>{m.words}</span>
        </li>
      ))}
    </ul>
  );
}

/** A filter in use, with the way out. */
export function Chip({
  href,
  children,
  remove,
}: {
  href: string;
  children: ComponentChildren;
  remove?: boolean;
}) {
  return (
    <a class="chip" href={href}>
      {remove && <span class="usa-sr-only">Remove filter: </span>}
      {children}
      {remove && <Icon name="close" />}
    </a>
  );
}

export function Note({
  icon,
  kind,
  children,
}: {
  icon: string;
  kind?: "good" | "sand";
  children: ComponentChildren;
}) {
  return (
    <div class={`note leading${kind ? ` ${kind}` : ""}`}>
      <Icon name={icon} size={3} />
      <div class="stack near">{children}</div>
    </div>
  );
}

export interface Crumb {
  words: string;
  href?: string;
}

export function Crumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav class="usa-breadcrumb usa-breadcrumb--wrap" aria-label="Breadcrumbs">
      <ol class="usa-breadcrumb__list">
        {crumbs.map((c) => (
          <li
            key={c.words}
            class={`usa-breadcrumb__list-item${c.href ? "" : " usa-current"}`}
            aria-current={c.href ? undefined : "page"}
          >
            {c.href ? (
              <a class="usa-breadcrumb__link" href={c.href}>
                <span>{c.words}</span>
              </a>
            ) : (
              <span>{c.words}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
