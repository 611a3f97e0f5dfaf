import whole from "./jest.config.mjs";

/** `npm run test:long`: what is killed, and whole corpora. Takes long, and both cores. */
export default { ...whole, testPathIgnorePatterns: [], testRegex: "\\.long\\.test\\.ts$" };
