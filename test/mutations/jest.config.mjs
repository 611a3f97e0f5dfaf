import { join } from "node:path";
import base from "../../jest.config.mjs";

const [[files, [, options]]] = Object.entries(base.transform);
const here = import.meta.dirname;

/** The same tests over instrumented sources: see `mutations.mjs`. */
export default {
  ...base,
  rootDir: join(here, "..", ".."),
  maxWorkers: 1,
  testMatch: ["<rootDir>/test/**/*.test.ts", "<rootDir>/test/mutations/*.mutations.ts"],
  transform: { [files]: ["<rootDir>/test/mutations/transformer.mjs", options] },
  setupFilesAfterEnv: ["<rootDir>/test/mutations/answers.mjs"],
};
