/** What a site asks of programs (RFC 9309), as far as it concerns one path. */
interface Rule {
  allows: boolean;
  path: string;
}

/** True when the site lets the program with this product token read the path (with its query). */
export function mayRead(robots: string, token: string, path: string): boolean {
  if (path === "/robots.txt") return true;
  const rules = rulesFor(robots, token.toLowerCase()).filter((r) => matches(r.path, path));
  const longest = Math.max(0, ...rules.map((r) => r.path.length));
  const deciding = rules.filter((r) => r.path.length === longest);
  return deciding.length === 0 || deciding.some((r) => r.allows);
}

/** The rules of the groups that name the program, else of those for everyone. */
function rulesFor(robots: string, token: string): Rule[] {
  const groups: { agents: string[]; rules: Rule[] }[] = [];
  for (const line of robots.split(/\r\n|\r|\n/).slice(0, 20_000)) {
    const read = /^\s*([a-z-]+)\s*:\s*([^#]*?)\s*(?:#.*)?$/i.exec(line);
    if (!read) continue;
    const [name, value] = [(read[1] ?? "").toLowerCase(), read[2] ?? ""];
    const last = groups.at(-1);
    if (name === "user-agent") {
      const agent = value.toLowerCase();
      if (last && last.rules.length === 0) last.agents.push(agent);
      else groups.push({ agents: [agent], rules: [] });
    } else if ((name === "allow" || name === "disallow") && last) {
      // An empty "Disallow:" forbids nothing, but it ends the list of agents.
      last.rules.push({ allows: name === "allow" || value === "", path: value });
    }
  }
  const named = groups.filter((g) => g.agents.includes(token));
  const chosen = named.length > 0 ? named : groups.filter((g) => g.agents.includes("*"));
  return chosen.flatMap((g) => g.rules).filter((r) => r.path !== "");
}

/** `*` stands for anything, `$` at the end for the end. Compared piece by piece: no pattern can be made slow. */
function matches(pattern: string, path: string): boolean {
  const whole = pattern.endsWith("$");
  const [first = "", ...pieces] = (whole ? pattern.slice(0, -1) : pattern).split("*");
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const [i, piece] of pieces.entries()) {
    const last = whole && i === pieces.length - 1;
    const found = last ? path.length - piece.length : path.indexOf(piece, at);
    if (found < at || (last && !path.endsWith(piece))) return false;
    at = found + piece.length;
  }
  return !whole || at === path.length;
}
