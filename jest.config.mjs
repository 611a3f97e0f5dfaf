/** Tests run as native ES modules; the memory limit recycles workers because `vm` modules are never collected. */
export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  injectGlobals: false,
  workerIdleMemoryLimit: "700MB",
  testTimeout: 30_000,
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
