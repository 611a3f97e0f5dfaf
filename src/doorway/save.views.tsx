import { resourceAddress } from "../resources/rules/addresses.ts";
import { Form } from "../ui/form.tsx";
import { Icon } from "../ui/pieces.tsx";
import { useSite } from "./site.ts";

/** Puts a resource on one's shelf, or takes it off. Shown to those who are signed in. */
export function SaveButton({ id, title, remove }: { id: string; title: string; remove?: boolean }) {
  const { visitor, saved, path } = useSite();
  if (!visitor?.caller.person) return null;
  const has = remove ?? saved?.has(id) ?? false;
  return (
    <Form action={`${resourceAddress(id)}/save`} class="noprint saving">
      <input type="hidden" name="back" value={path ?? "/shelf"} />
      <button
        class="usa-button usa-button--unstyled"
        type="submit"
        name="act"
        value={has ? "remove" : "save"}
      >
        <Icon name={remove ? "close" : has ? "check" : "bookmark"} />{" "}
        {remove ? "Remove" : has ? "Saved" : "Save"}
        <span class="usa-sr-only">{has && !remove ? `. Take “${title}” off your shelf` : ` “${title}”`}</span>
      </button>
    </Form>
  );
}
