// biome-ignore-all lint/a11y/noRedundantRoles: tables fold on narrow screens, and the roles keep their meaning there

/** The names of a table's columns. */
export const Heads = ({ words }: { words: string[] }) => (
  <thead role="rowgroup">
    <tr role="row">
      {words.map((name) => (
        <th role="columnheader" scope="col" key={name}>
          {name}
        </th>
      ))}
    </tr>
  </thead>
);
