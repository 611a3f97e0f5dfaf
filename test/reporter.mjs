/** Ends a run with one plain line made from jest's own result: `412 passed, 0 failed, 3 skipped`. */
export default class PlainLine {
  onRunComplete(_contexts, result) {
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    const skipped = result.numPendingTests + result.numTodoTests;
    this.line = `${result.numPassedTests} passed, ${failed} failed, ${skipped} skipped`;
    process.on("exit", () => console.log(this.line));
  }
}
