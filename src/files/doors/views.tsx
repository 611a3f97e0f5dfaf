import { useSite } from "../../doorway/site.ts";
import { mayInRegistry } from "../../people/rules/may.ts";
import { Icon } from "../../ui/pieces.tsx";
import type { NamedFile } from "../rules/file.ts";

const sizeInWords = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** The files of a resource. Those for educators are named to everyone, and open to educators. */
export function FileList({ files }: { files: NamedFile[] }) {
  const { visitor, reference } = useSite();
  const educator =
    visitor !== undefined &&
    mayInRegistry(visitor.caller, "open files for educators", reference.organizations);
  if (files.length === 0) return null;
  return (
    <ul class="plain icons stack near" aria-label="Files">
      {files.map((f) => (
        <li key={f.hash}>
          <Icon name={f.educatorsOnly && !educator ? "lock_outline" : "file_download"} />{" "}
          <span>
            {f.educatorsOnly && !educator ? f.name : <a href={`/files/${f.hash}`}>{f.name}</a>}{" "}
            <span class="small soft">
              {f.size !== undefined && sizeInWords(f.size)}
              {f.educatorsOnly && (educator ? ". Educators only" : ". For educators, who sign in to open it")}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
