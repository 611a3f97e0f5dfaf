import { ItemLink } from "../../doorway/item-link.views.tsx";
import { useSite } from "../../doorway/site.ts";
import { itemAddress } from "../../standards/rules/addresses.ts";
import { nameOf, shortCode } from "../../standards/rules/framework.ts";
import { Note } from "../../ui/pieces.tsx";
import { searchAddress } from "../rules/addresses.ts";
import type { AnsweredCode, SearchAnswer } from "../rules/answer.ts";
import type { Query } from "../rules/query.ts";
import { ReadLine } from "./read-line.views.tsx";

const isClear = ({ items }: AnsweredCode): boolean => items.length === 1;

const inWords = (query: Query): string => searchAddress({ ...query, plain: true, page: 1 });

/** Codes that mean one standard, each said in its words. */
export const clearCodes = ({ codes }: SearchAnswer): AnsweredCode[] => codes.filter(isClear);

/** A code in words; in the official ones, where they are known. */
export function ReadCode({ code, answer }: { code: AnsweredCode; answer: SearchAnswer }) {
  const { standards } = useSite().reference;
  const [item] = code.items;
  if (!item) return null;
  const set = standards.framework(item.framework);
  const where = [shortCode(item.code), set?.localTitle ?? set?.title].filter(Boolean).join(", ");
  const ways = [
    { words: "See where it sits", href: itemAddress(item, standards) },
    { words: "Search for the words only", href: inWords(answer.query) },
  ];
  return (
    <ReadLine ways={ways}>
      {answer.leftOut.includes(code.typed) ? (
        <>
          Nothing for <b>{code.typed}</b> has your other words, so these are for the words alone.
        </>
      ) : (
        <>
          You typed <b>{code.typed}</b>, so resources for this standard come first:
        </>
      )}{" "}
      {item.statement ? (
        <span class="words" lang={item.language}>
          {item.statement}
        </span>
      ) : (
        <b>{nameOf(item)}</b>
      )}{" "}
      <span class="soft">{where}</span>
    </ReadLine>
  );
}

/** Codes of several standards, or of none: which one is meant is for the reader to say. */
export function UnclearCodes({ answer: { codes, query } }: { answer: SearchAnswer }) {
  return (
    <>
      {codes
        .filter((code) => !isClear(code))
        .map((code) => (
          <UnclearCode key={code.typed} code={code} query={query} />
        ))}
    </>
  );
}

function UnclearCode({ code, query }: { code: AnsweredCode; query: Query }) {
  const several = code.items.length > 0;
  const candidates = several ? code.items : code.near;
  return (
    <Note icon="help_outline">
      <p>
        <strong>
          {several
            ? `${code.typed} can mean more than one standard.`
            : `${code.typed} is not a standard we know.`}
        </strong>{" "}
        {candidates.length > 0 && (several ? "Which one is it?" : "Near it are:")}
      </p>
      <ul class="row plain small">
        {candidates.slice(0, 6).map((i) => (
          <li key={i.id}>
            <ItemLink item={i} />
          </li>
        ))}
        <li>
          <a href={inWords(query)}>Search for the words only</a>
        </li>
      </ul>
    </Note>
  );
}
