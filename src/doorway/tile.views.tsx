import { useSite } from "./site.ts";

/** The mark of a content area. */
export function Tile({ subject }: { subject: string | undefined }) {
  const { assets, reference } = useSite();
  const known = reference.vocabularies.subject.get(subject ?? "")?.id ?? "";
  const drawn = DRAWN.has(known) ? known : "brand";
  return (
    <svg class={`tile ${drawn}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <use href={`${assets.href("icons.svg")}#${drawn}`} />
    </svg>
  );
}

const DRAWN = new Set(
  "mathematics english-language-arts science social-studies arts world-languages computer-science health careers early-learning".split(
    " ",
  ),
);
