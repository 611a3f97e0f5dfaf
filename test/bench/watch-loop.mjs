import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

// Loaded into a server by the benches: tells the longest delay of its event loop since it was last asked, in milliseconds.
if (isMainThread && process.send) {
  const resolution = 5;
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  process.on("message", () => {
    process.send(Math.max(0, delays.max / 1e6 - resolution));
    delays.reset();
  });
  process.channel.unref();
}
