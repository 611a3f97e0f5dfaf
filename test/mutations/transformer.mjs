import { createHash } from "node:crypto";
import { relative } from "node:path";
import swc from "@swc/jest";
import { instrumented } from "./questions.mjs";

/** As in every other run of tests, but that each question in `src` can be answered from outside. */
export default {
  createTransformer(options) {
    const inner = swc.createTransformer(options);
    const change = (source, path, { config: { rootDir } }) => {
      const file = relative(rootDir, path).replaceAll("\\", "/");
      return file.startsWith("src/") ? instrumented(source, file) : source;
    };
    return {
      canInstrument: false,
      process: (source, path, asked) => inner.process(change(source, path, asked), path, asked),
      processAsync: (source, path, asked) => inner.processAsync(change(source, path, asked), path, asked),
      getCacheKey(source, path, asked) {
        const changed = change(source, path, asked);
        return createHash("sha256")
          .update(`${inner.getCacheKey(changed, path, asked)} asked`)
          .digest("hex");
      },
    };
  },
};
