import type { ComponentChildren } from "preact";
import { nounOf } from "../../doorway/display-words.ts";
import { Page } from "../../doorway/layout.tsx";
import { dateInWords, useSite } from "../../doorway/site.ts";
import type { Problem } from "../../kernel/problem.ts";
import { Field, Words } from "../../ui/field.views.tsx";
import { ErrorSummary, Form, HiddenFields } from "../../ui/form.tsx";
import { Crumbs, Icon, Note } from "../../ui/pieces.tsx";
import { erasureAddress, hidingAddress, resourceAddress, withdrawalAddress } from "../rules/addresses.ts";
import type { Removable } from "../rules/removable.ts";
import type { Resource } from "../rules/resource.ts";

/** Above a hidden resource, for the few who see it: who hid it and why, and the way back. */
export function HiddenNote({ resource: r, may }: { resource: Resource; may: Removable }) {
  const { organizations } = useSite().reference;
  if (!r.hiding) return null;
  const level = organizations.get(r.hiding.by)?.name ?? "its organization";
  return (
    <Note icon="visibility_off" kind="sand">
      <p>
        <strong>A curator of {level} has hidden this.</strong> Only its owner and its curators see it, since{" "}
        {dateInWords(r.hiding.at)}.
      </p>
      <p>Why: {r.hiding.reason}</p>
      {may.show ? (
        <Form action={hidingAddress(r.id)} class="noprint">
          <HiddenFields values={[["do", "show"]]} />
          <button class="usa-button usa-button--outline" type="submit">
            Show it to readers again
          </button>
        </Form>
      ) : (
        <p class="small soft">Curators of {level} can show it again, or those above.</p>
      )}
    </Note>
  );
}

/** The ways out of sight: each leads to a page that says what follows. */
export function RemovalLinks({ resource: r, may }: { resource: Resource; may: Removable }) {
  const ways = [
    ...(may.hide && !r.hiding ? [{ href: hidingAddress(r.id), words: "Hide it from readers" }] : []),
    ...(may.withdraw ? [{ href: withdrawalAddress(r.id), words: "Withdraw it" }] : []),
    ...(may.erase ? [{ href: erasureAddress(r.id), words: "Erase it for good" }] : []),
  ];
  if (ways.length === 0) return null;
  return (
    <ul class="plain small stack near noprint">
      {ways.map(({ href, words }) => (
        <li key={href}>
          <a href={href}>{words}</a>
        </li>
      ))}
    </ul>
  );
}

interface RemovalForm {
  resource: Resource;
  typed?: string;
  problem?: Problem | undefined;
}

function AskToRemove({
  resource: r,
  title,
  problem,
  children,
}: RemovalForm & { title: string; children: ComponentChildren }) {
  return (
    <Page title={problem ? `Error: ${title}` : title} unlisted>
      <Crumbs crumbs={[{ words: r.description.title, href: resourceAddress(r.id) }, { words: title }]} />
      <div class="stack measure">
        <h1>{title}</h1>
        {problem && <ErrorSummary sentence={problem.message} faults={problem.faults} />}
        {children}
      </div>
    </Page>
  );
}

/** Hiding with its reason; also beside a report, to which it leads back. */
export function HideForm({
  resource: r,
  typed,
  problem,
  report,
}: RemovalForm & { report?: string | undefined }) {
  return (
    <Form action={hidingAddress(r.id)}>
      {report && <HiddenFields values={[["report", report]]} />}
      <Words
        name="reason"
        label="Why it is hidden"
        hint="Its owner and its curators read this."
        value={typed}
        faults={problem?.faults}
        rows={2}
      />
      <button class={`usa-button${report ? " usa-button--outline" : ""}`} type="submit">
        <Icon name="visibility_off" /> Hide it now
      </button>
    </Form>
  );
}

export function HidePage(asked: RemovalForm & { report?: string | undefined }) {
  return (
    <AskToRemove {...asked} title={`Hide this ${nounOf(asked.resource.description)}`}>
      <WhatHidingDoes />
      <HideForm {...asked} />
    </AskToRemove>
  );
}

export const WhatHidingDoes = () => (
  <p>
    At once only its owner and its curators see it. It leaves search, collections and downloads. Its owner is
    told. You can show it again at any time.
  </p>
);

export function WithdrawPage({ instead, ...asked }: RemovalForm & { instead?: string }) {
  const { resource: r, typed, problem } = asked;
  return (
    <AskToRemove {...asked} title={`Withdraw this ${nounOf(r.description)}`}>
      <p>
        It leaves search and collections for good. Whoever follows a link to it reads when it was withdrawn,
        why, and what to use instead.
      </p>
      <Form action={withdrawalAddress(r.id)}>
        <HiddenFields values={[["revision", String(r.revision)]]} />
        <Words
          name="reason"
          label="Why it is withdrawn"
          hint="Everyone who could see it reads this."
          value={typed}
          faults={problem?.faults}
          rows={2}
        />
        <Field
          name="instead"
          label="What to use instead (optional)"
          hint="A web address, also of something in this registry"
          type="url"
          value={instead}
          faults={problem?.faults}
        />
        <button class="usa-button" type="submit">
          Withdraw it
        </button>
      </Form>
    </AskToRemove>
  );
}
