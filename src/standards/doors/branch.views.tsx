import { LevelTable } from "../../doorway/level.views.tsx";
import { useSite } from "../../doorway/site.ts";
import { counted } from "../../kernel/words.ts";
import type { CoverageOf } from "../../search/rules/coverage.ts";
import { type Item, nameOf, shortCode } from "../rules/framework.ts";
import type { Branch, Group } from "../rules/tree.ts";
import { gapsIn } from "./gaps.ts";

interface BranchProps {
  branch: Branch;
  open: boolean;
  coverageOf: CoverageOf;
  total: number;
}

export function BranchCard({ branch, open, coverageOf, total }: BranchProps) {
  const levels = useSite().reference.vocabularies.level.terms.map((t) => t.id);
  const gaps = branch.groups.reduce((sum, g) => sum + gapsIn(g.lines, levels, coverageOf), 0);
  const lines = branch.groups.flatMap((g) => g.lines);
  return (
    <details class="branch card slim" open={open}>
      <summary>
        <h3>{nameOf(branch.item)}</h3>
        {branch.item.code && <span class="soft small">{shortCode(branch.item.code)}</span>}
        <span class="sums small">
          <span>{counted(total)}</span>{" "}
          {gaps > 0 ? <span class="bad">{counted(gaps, "gap")}</span> : <span class="good">no gaps</span>}
        </span>
      </summary>
      <div class="stack">
        {branch.groups.map((g) => (
          <GroupTable
            key={g.heading?.id ?? g.lines[0]?.item.id}
            group={g}
            branch={branch}
            coverageOf={coverageOf}
          />
        ))}
        <Wording lines={lines} />
      </div>
    </details>
  );
}

function GroupTable({ group, branch, coverageOf }: { group: Group; branch: Branch; coverageOf: CoverageOf }) {
  const heading = group.heading ?? branch.item;
  const code = shortCode(heading.code);
  const caption = [nameOf(heading), code].filter((w, i, all) => w && all.indexOf(w) === i).join(", ");
  const rows = group.lines.map(({ item, depth }) => ({ item, depth, coverage: coverageOf(item.id) }));
  return <LevelTable caption={caption} quiet={!group.heading} rows={rows} total />;
}

/** What the standards say, word for word, where an official package was imported. */
function Wording({ lines }: { lines: { item: Item }[] }) {
  const official = lines.filter((l) => l.item.statement);
  if (official.length === 0) return null;
  return (
    <details>
      <summary>Official wording</summary>
      <dl class="stack near">
        {official.map(({ item }) => (
          <div key={item.id}>
            <dt>{shortCode(item.code) || nameOf(item)}</dt>
            <dd class="words" lang={item.language}>
              {item.statement}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
