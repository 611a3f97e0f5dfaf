import { Problem } from "./problem.ts";

const FULL = ["ENOSPC", "EDQUOT"];
const CLOSED = ["EROFS", "EACCES", "EPERM", "EIO"];

/** What the disk refuses, as the Problem it means to the person; any other fault as it is. */
export function asDiskProblem(error: unknown): unknown {
  const code = String((error as NodeJS.ErrnoException).code);
  if (FULL.includes(code))
    return new Problem("unavailable", "There is no room on the disk for this file just now.");
  if (CLOSED.includes(code))
    return new Problem("unavailable", "The registry cannot write files just now. Nothing was saved.");
  return error;
}
