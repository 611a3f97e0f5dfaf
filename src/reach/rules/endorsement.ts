/** Who endorses one version of a resource: a district or the state, with date and rubric. */
export interface Endorsement {
  organization: string;
  version: number;
  at: string;
  rubric?: string;
}
