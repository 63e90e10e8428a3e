/**
 * Replaces `node:http` in the bundles. Whoever imports that makes Node load the client behind `fetch` and `WebSocket`, since
 * an import reads every property of the module: 16 ms, which this does not take. Only endpoints without TLS need it: those
 * of the embedded runtime and of emulators.
 */
export const { Agent, STATUS_CODES, request } = process.getBuiltinModule('node:http');
