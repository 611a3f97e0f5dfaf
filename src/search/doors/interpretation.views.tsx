import type { ComponentChildren } from "preact";
import { ItemLink, Statement } from "../../doorway/item-link.views.tsx";
import { useSite } from "../../doorway/site.ts";
import { counted } from "../../kernel/words.ts";
import { itemAddress } from "../../standards/rules/addresses.ts";
import { Note } from "../../ui/pieces.tsx";
import { searchAddress } from "../rules/addresses.ts";
import type { AnsweredCode, SearchAnswer } from "../rules/answer.ts";
import type { Query } from "../rules/query.ts";
import { isRespelled } from "./heading.ts";
import { isUnmet, MetWishes, openWishes, TakenWishes, UnmetWish } from "./read-wishes.views.tsx";
import { Corrected, LeftOut, NotSearched, Partial, Signs } from "./read-words.views.tsx";

/** Lines of their own; whatever else was read goes on in the last of them. */
const MOST_LINES = 3;

/** How the registry understood the words, with the way out of each: codes, then the rest in a few lines. */
export function HowItWasRead({ answer }: { answer: SearchAnswer }) {
  const { query, leftOut } = answer;
  return (
    <>
      {answer.codes.map((code) => (
        <ReadCode key={code.typed} code={code} query={query} without={leftOut.includes(code.typed)} />
      ))}
      <ReadLines answer={answer} />
    </>
  );
}

/** What was read and not as it was typed, most telling first. */
export function ReadLines({ answer }: { answer: SearchAnswer }) {
  const lines = answer.total > 0 ? [...linesOfWords(answer), ...linesOfWishes(answer)] : linesOfWords(answer);
  if (lines.length === 0) return null;
  const own = lines.slice(0, lines.length > MOST_LINES ? MOST_LINES - 1 : MOST_LINES);
  const rest = lines.slice(own.length);
  return (
    <div class={`read${isWarning(answer) ? " note" : ""}`} role="note" aria-label="How we read your words">
      {own.map((line, i) => (
        <p key={i}>{line}</p>
      ))}
      {rest.length > 0 && <p>{rest}</p>}
    </div>
  );
}

const isWarning = ({ corrected, partial, leftOut, notSearched }: SearchAnswer): boolean =>
  corrected.length + leftOut.length + notSearched.length > 0 || partial;

function linesOfWords(answer: SearchAnswer): ComponentChildren[] {
  const { query, corrected, leftOut, notSearched, partial, phrases, excluded, codes } = answer;
  const said = [...codes, ...corrected].map(({ typed }) => typed.toLowerCase());
  const without = leftOut.filter((w) => !said.includes(w.toLowerCase()));
  const someMissing = partial && answer.total > 0 && corrected.every(isRespelled);
  return [
    ...corrected.map((at) => <Corrected answer={answer} at={at} />),
    ...notSearched.map((at) => <NotSearched at={at} />),
    ...(someMissing ? [<Partial />] : []),
    ...(without.length > 0 && !partial ? [<LeftOut words={without} query={query} />] : []),
    ...(phrases.length + excluded.length > 0 ? [<Signs answer={answer} />] : []),
    ...answer.suggestions
      .filter((s) => s.kind === "spelling" && answer.total > 0)
      .map((s) => (
        <span key={s.text}>
          Did you mean <a href={searchAddress(s.query)}>{s.text}</a>?{" "}
          <span class="soft">{counted(s.total)}</span>
        </span>
      )),
  ];
}

function linesOfWishes(answer: SearchAnswer): ComponentChildren[] {
  if (Object.keys(answer.taken).length > 0) return [<TakenWishes answer={answer} />];
  const open = openWishes(answer);
  const unmet = open.filter((w) => isUnmet(w, answer));
  const met = open.filter((w) => !unmet.includes(w));
  return [
    ...(met.length > 0 ? [<MetWishes answer={answer} wishes={met} />] : []),
    ...unmet.map((wish) => <UnmetWish wish={wish} query={answer.query} />),
  ];
}

interface ReadCodeProps {
  code: AnsweredCode;
  query: Query;
  /** What was found is not for this standard: nothing for it has the other words. */
  without: boolean;
}

function ReadCode({ code, query, without }: ReadCodeProps) {
  const { standards } = useSite().reference;
  const plain = searchAddress({ ...query, plain: true, page: 1 });
  const [item, ...others] = code.items;
  if (item && others.length === 0) {
    return (
      <Statement item={item}>
        <p class="small">
          {without ? (
            <>
              Nothing for <b>{code.typed}</b> has your other words, so these are for the words alone.{" "}
            </>
          ) : (
            <>
              You typed <b>{code.typed}</b>, so resources for this standard come first.{" "}
            </>
          )}
          <a href={itemAddress(item, standards)}>See where it sits</a> ·{" "}
          <a href={plain}>Search for the words only</a>
        </p>
      </Statement>
    );
  }
  const candidates = code.items.length > 0 ? code.items : code.near;
  return (
    <Note icon="help_outline">
      <p>
        <strong>
          {code.items.length > 0
            ? `${code.typed} can mean more than one standard.`
            : `${code.typed} is not a standard we know.`}
        </strong>{" "}
        {candidates.length > 0 && (code.items.length > 0 ? "Which one is it?" : "Near it are:")}
      </p>
      <ul class="plain stack near">
        {candidates.slice(0, 6).map((i) => (
          <li key={i.id}>
            <ItemLink item={i} />
          </li>
        ))}
      </ul>
      <p class="small">
        <a href={plain}>Search for the words only</a>
      </p>
    </Note>
  );
}
