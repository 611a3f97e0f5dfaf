import { SaxesParser } from "saxes";

/** An element of a small XML document. Names are without prefix: `uri` says whose they are. */
export interface Element {
  uri: string;
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

const DEEPEST = 64;
const MOST = 500_000;

/** Parses an XML document that fits in memory. Throws on anything malformed and on document types. */
export function parseXml(source: string): Element {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const root: Element = { uri: "", name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  let count = 0;
  const last = () => open[open.length - 1] as Element;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw new Error("a document type declaration");
  });
  parser.on("opentag", ({ uri, local, attributes }) => {
    if (open.length > DEEPEST || ++count > MOST) throw new Error("too deep or too many elements");
    const named = Object.values(attributes).map((a) => [a.local, a.value] as const);
    const element = { uri, name: local, attributes: Object.fromEntries(named), children: [], text: "" };
    last().children.push(element);
    open.push(element);
  });
  const text = (piece: string) => {
    last().text += piece;
  };
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("closetag", () => {
    open.pop();
  });
  parser.write(source).close();
  const [top] = root.children;
  if (!top) throw new Error("no element");
  return top;
}

export const child = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((c) => c.name === name);
