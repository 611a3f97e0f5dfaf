import { collectAddress } from "../../collections/rules/addresses.ts";
import { nounOf } from "../../doorway/display-words.ts";
import { SaveButton } from "../../doorway/save.views.tsx";
import { FileList } from "../../files/doors/views.tsx";
import { openAddress, resourceAddress } from "../../resources/rules/addresses.ts";
import type { Resource } from "../../resources/rules/resource.ts";
import { Icon } from "../../ui/pieces.tsx";

/** For whoever may change it, that is the main button; for readers, opening it is. */
export function OpenLink({ resource: r, editable }: { resource: Resource; editable: boolean }) {
  const d = r.description;
  const noun = nounOf(d);
  const by = [d.author, d.publisher].filter((w, i, all) => w && all.indexOf(w) === i).join(", ");
  const host = d.url ? new URL(d.url).hostname.replace(/^www\./, "") : undefined;
  return (
    <>
      <p class="row noprint">
        {editable && (
          <a class="usa-button" href={`${resourceAddress(r.id)}/edit`}>
            <Icon name="edit" /> Change
          </a>
        )}
        {d.url && (
          <a
            class={`usa-button${editable ? " usa-button--outline" : ""}`}
            href={openAddress(r.id)}
            rel="noopener nofollow"
          >
            Open the {noun} <Icon name="launch" />
          </a>
        )}
        {!editable && d.url && (
          <a class="usa-button usa-button--outline" href={collectAddress(r.id, resourceAddress(r.id))}>
            Add to a collection
          </a>
        )}
      </p>
      {!d.url && !d.files?.length && <p class="warn">This record has no link yet.</p>}
      <FileList files={d.files ?? []} />
      <div class="row noprint">
        {(editable || !d.url) && (
          <a href={collectAddress(r.id, resourceAddress(r.id))}>Add to a collection</a>
        )}
        <SaveButton id={r.id} title={d.title} />
      </div>
      <p class="small soft">
        {by && `By ${by}. `}
        {host && `The ${noun} opens on ${host}. `}
        {d.signIn === true && "You must sign in there to open it. "}
        {d.signIn === false && "No sign-in needed. "}
      </p>
      {d.url && <p class="printed small">{d.url}</p>}
    </>
  );
}
