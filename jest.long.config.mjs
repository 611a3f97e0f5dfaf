import whole from "./jest.config.mjs";

/** `npm run test:long`: what is killed, flooded or held against the programs of others. Takes long, and all of both cores. */
export default { ...whole, testPathIgnorePatterns: [], testRegex: "\\.long\\.test\\.ts$" };
