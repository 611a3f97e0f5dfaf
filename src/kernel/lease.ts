/** The right to do something alone, held by one process of the registry at a time. Whoever dies loses it. */
export interface Lease {
  /** True when it is ours, now or already. Never waits for another holder. */
  hold(): Promise<boolean>;
  release(): Promise<void>;
}
