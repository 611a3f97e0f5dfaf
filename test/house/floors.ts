import { posix } from "node:path";

/** A source file: its path from the root, and its text. */
export interface Source {
  path: string;
  text: string;
}

/** Folders that stand in one place of the order; `*` stands for a noun. */
interface Room {
  pattern: string;
  /** Floor, and place on it; the higher knows the lower. */
  rank: [floor: number, place: number];
  packages: string[];
  /** The only floor that may know it, where it is not every higher one. */
  onlyTo: number | undefined;
}

export interface House {
  rooms: Room[];
  nouns: string[];
}

const spans = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span);

/** The order of floors as README's section "Map" tells it. */
export function readMap(readme: string): House {
  const map = /\n## Map\n(.*?)\n## /s.exec(readme)?.[1] ?? "";
  const rows = map.split("\n").filter((line) => /^\| \d+ /.test(line));
  const rooms = rows.flatMap((line) => {
    const [floor = "", folders = "", , packages = ""] = line.split("|").slice(1);
    const onlyTo = Number(/known to (\d+) only/.exec(floor)?.[1]) || undefined;
    const named = packages.trim() === "any" ? ["*"] : spans(packages);
    return folders.split("<").flatMap((place, i) =>
      spans(place).map((pattern): Room => {
        const ordered = pattern.includes("*") && folders.trim().endsWith("<");
        return {
          pattern: ordered ? `${pattern} <` : pattern,
          rank: [Number.parseInt(floor, 10), i],
          packages: named,
          onlyTo,
        };
      }),
    );
  });
  const order = /The nouns, in the order[^:]*:(.*?)\./s.exec(map)?.[1] ?? "";
  return { rooms, nouns: spans(order) };
}

interface Placed {
  room: Room;
  noun: string | undefined;
}

/** The one room of a file: the longest pattern that fits; a noun nobody has named is no place. */
function placeOf(path: string, { rooms, nouns }: House): Placed | undefined {
  const fits = rooms.flatMap((room) => {
    const pattern = room.pattern.replace(" <", "");
    const found = new RegExp(`^${pattern.replaceAll(".", "\\.").replace("*", "([\\w-]+)")}(?:/|$)`).exec(
      path,
    );
    if (!found || (pattern.includes("*") && !nouns.includes(found[1] ?? ""))) return [];
    return [{ room, noun: found[1], length: found[0].length }];
  });
  return fits.sort((a, b) => b.length - a.length)[0];
}

/** True when the importing file may know the other. */
function knows(from: Placed, to: Placed, { nouns }: House): boolean {
  if (from.room === to.room) {
    if (from.noun === to.noun) return true;
    return from.room.pattern.endsWith(" <") && nouns.indexOf(from.noun ?? "") > nouns.indexOf(to.noun ?? "");
  }
  const [floor, place] = from.room.rank;
  const [below, before] = to.room.rank;
  if (to.room.onlyTo !== undefined && floor !== below && floor !== to.room.onlyTo) return false;
  return floor === below ? place > before : floor > below;
}

/** Everything a file names as a module: at run time, by type, when it is wanted. */
export function importsOf(text: string): string[] {
  const statements = text.matchAll(/^\s*(?:import|export)\s+(?:[^;"]*?\sfrom\s+)?"([^"]+)"/gms);
  const calls = text.matchAll(/\b(?:import|require|resolve)\(\s*["'`]([^"'`]+)["'`]/g);
  return [...statements, ...calls].map(([, from = ""]) => from);
}

const packageOf = (name: string) =>
  name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");

const allows = ({ packages }: Room, name: string) =>
  packages.includes("*") ||
  packages.includes(packageOf(name)) ||
  (name.startsWith("node:") && packages.includes("node:*"));

/** What stands against the map, a sentence each. */
export function trespasses(sources: Source[], house: House): string[] {
  return sources.flatMap(({ path, text }) => {
    const from = placeOf(path, house);
    if (!from) return [`${path} has no place on the map`];
    return importsOf(text).flatMap((name) => {
      if (!name.startsWith("."))
        return allows(from.room, name) ? [] : [`${path} imports the package ${name}`];
      const target = posix.join(posix.dirname(path), name);
      const to = placeOf(target, house);
      if (!to) return [`${path} imports ${target}, which has no place on the map`];
      return knows(from, to, house) ? [] : [`${path} imports ${target}`];
    });
  });
}
