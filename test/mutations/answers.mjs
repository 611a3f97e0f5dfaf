import { appendFileSync } from "node:fs";
import { afterAll, expect } from "@jest/globals";

/** Answers the one question that MUTANT names, and writes to REACHED which questions a test file asks. */
const { MUTANT, ANSWER, REACHED } = process.env;
const reached = new Set();

globalThis.answerTo = (id) => {
  reached.add(id);
  return id === MUTANT ? ANSWER === "true" : undefined;
};

const began = Date.now();
afterAll(() => {
  const file = expect.getState().testPath;
  const line = { file, took: Date.now() - began, reached: [...reached] };
  if (REACHED) appendFileSync(REACHED, `${JSON.stringify(line)}\n`);
});
