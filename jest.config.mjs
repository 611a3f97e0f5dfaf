import { availableParallelism } from "node:os";

/** Tests run as native ES modules; the memory limit recycles workers because `vm` modules are never collected. */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  // Kills and whole corpora: `npm run test:long`.
  testPathIgnorePatterns: ["\\.long\\.test\\.ts$"],
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  injectGlobals: false,
  // Two cores are two workers: jest would leave one of them to itself, which hardly works while tests do.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  workerIdleMemoryLimit: "700MB",
  // Says that something hangs, never that a machine is busy.
  testTimeout: 180_000,
  globalSetup: "<rootDir>/test/support/begin.mjs",
  globalTeardown: "<rootDir>/test/support/end.mjs",
  testSequencer: "<rootDir>/test/sequencer.mjs",
  reporters: ["default", "<rootDir>/test/reporter.mjs"],
  transform: {
    "^.+\\.tsx?$": [
      "@swc/jest",
      {
        jsc: {
          target: "es2022",
          parser: { syntax: "typescript", tsx: true },
          transform: { react: { runtime: "automatic", importSource: "preact" } },
        },
        module: { type: "es6" },
        sourceMaps: "inline",
      },
    ],
  },
};
