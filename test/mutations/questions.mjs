import { parseSync } from "@swc/core";

/** Every name under which it is asked who may, or how somebody stands to a thing. */
export const QUESTIONS = [
  "may",
  "mayIn",
  "mayInRegistry",
  "mayInReview",
  "mayOnCollection",
  "mayOnReport",
  "mayReadErasure",
  "mayShare",
  "maySee",
  "belongsSomewhere",
  "belongsTo",
  "curates",
  "isCoCurator",
  "isCuratorOf",
  "isMember",
  "isOwner",
  "isStateStaff",
];

const syntaxOf = (file) => ({ syntax: "typescript", tsx: file.endsWith("x"), target: "es2022" });

/** Where a source asks: bytes from `start` to `end`, and how the question reads. */
export function questionsIn(source, file) {
  // The statement in front says where the first byte is: spans count through all that was parsed before.
  const front = "0;";
  const tree = parseSync(front + source.replace(/^#!/, "//"), syntaxOf(file));
  const first = tree.body[0].span.start + front.length;
  const bytes = Buffer.from(source);
  const found = [];
  const walk = (node) => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (node === null || typeof node !== "object") return;
    if (node.type === "CallExpression" && QUESTIONS.includes(node.callee.value)) {
      const [start, end] = [node.span.start - first, node.span.end - first];
      const line = bytes.subarray(0, start).toString().split("\n").length;
      const asked = bytes.subarray(start, end).toString().replace(/\s+/g, " ");
      found.push({ start, end, line, asked });
    }
    Object.values(node).forEach(walk);
  };
  walk(tree.body.slice(1));
  return found;
}

/** Numbered within its file, so that an id stays while lines move. */
export const idOf = (file, i) => `${file}#${i + 1}`;

/** The same source, with every question answered by `globalThis.answerTo` where that has an answer. */
export function instrumented(source, file) {
  const bytes = Buffer.from(source);
  const inserts = questionsIn(source, file).flatMap(({ start, end }, i) => [
    { at: start, text: `(globalThis.answerTo?.(${JSON.stringify(idOf(file, i))}) ?? ` },
    { at: end, text: ")" },
  ]);
  let [text, done] = ["", 0];
  for (const { at, text: insert } of inserts.toSorted((a, b) => a.at - b.at)) {
    text += bytes.subarray(done, at).toString() + insert;
    done = at;
  }
  return text + bytes.subarray(done).toString();
}
