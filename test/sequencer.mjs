import Sequencer from "@jest/test-sequencer";

/** Suites of a minute and more, by how their paths begin. */
const LONG = [
  "people/may",
  "browser/",
  "faults/",
  "operations/",
  "imports/api",
  "imports/harvest",
  "imports/fuzz",
];

/** The longest suites begin first: none is left to one worker when the other has nothing more to do. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = LONG.findIndex((beginning) => path.includes(`/test/${beginning}`));
      return at < 0 ? LONG.length : at;
    };
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
}
