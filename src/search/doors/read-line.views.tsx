import { type ComponentChildren, Fragment } from "preact";

/** A way to undo what was read, or to make more of it. */
export interface WayOut {
  words: string;
  href: string;
}

interface ReadLineProps {
  children: ComponentChildren;
  ways?: WayOut[];
}

/** One thing that was read, and the links that undo it. */
export function ReadLine({ children, ways = [] }: ReadLineProps) {
  return (
    <>
      <span>{children}</span>
      {ways.map(({ words, href }) => (
        <Fragment key={words}>
          {" "}
          <a href={href} rel="nofollow">
            {words}
          </a>
        </Fragment>
      ))}
    </>
  );
}

/** "*a* or *b*" */
export function Words({ words, last = "or" }: { words: string[]; last?: "or" | "and" }) {
  return (
    <>
      {words.map((word, i) => (
        <>
          {i > 0 && (i === words.length - 1 ? ` ${last} ` : ", ")}
          <em key={word}>{word}</em>
        </>
      ))}
    </>
  );
}
