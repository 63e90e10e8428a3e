/** Replaces `node:process` in the bundles: importing it, which reads every property, takes 2 ms. */
export const { env, platform, release, versions } = process;
