// Runs inside each execution environment's worker thread. Plain JavaScript with built-in modules only:
// every cold start loads it, and stripping types here would cost each of them some 40 ms.
import { existsSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

const { handler: handlerSetting, codePath, context: functionContext, compileCachePath } = workerData;

function runtimeError(name, message) {
  return Object.assign(new Error(message), { name: `Runtime.${name}` });
}

function describe(error) {
  if (error instanceof Error) return { type: error.name, message: error.message, stack: error.stack };
  return { type: typeof error, message: String(error) };
}

async function loadHandler() {
  const dot = handlerSetting.lastIndexOf('.');
  const [module, name] = [handlerSetting.slice(0, dot), handlerSetting.slice(dot + 1)];
  const file = ['.mjs', '.js', '.cjs'].map((suffix) => join(codePath, module + suffix)).find(existsSync);
  if (file === undefined) throw runtimeError('ImportModuleError', `Error: Cannot find module '${module}'`);
  const loaded = await import(pathToFileURL(file).href);
  const handler = loaded[name] ?? loaded.default?.[name];
  if (typeof handler !== 'function') {
    throw runtimeError('HandlerNotFound', `${handlerSetting} is undefined or not exported`);
  }
  if (handler.length >= 3) {
    const message = 'The Node.js 24 runtime takes no callback handlers: return a promise instead';
    throw runtimeError('CallbackHandlerDeprecated', message);
  }
  return handler;
}

function contextOf({ requestId, deadline }) {
  return {
    ...functionContext,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function serialize(value) {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch (error) {
    throw runtimeError('MarshalError', `Unable to stringify response body: ${error.message}`);
  }
}

process.on('unhandledRejection', (reason) => {
  throw runtimeError('UnhandledPromiseRejection', String(reason));
});

enableCompileCache(compileCachePath);
try {
  const handler = await loadHandler();
  parentPort.on('message', async (invocation) => {
    try {
      const value = await handler(JSON.parse(invocation.event), contextOf(invocation));
      parentPort.postMessage({ kind: 'answered', payload: serialize(value) });
    } catch (error) {
      parentPort.postMessage({ kind: 'failed', error: describe(error) });
    }
  });
  parentPort.postMessage({ kind: 'ready' });
} catch (error) {
  parentPort.postMessage({ kind: 'unusable', error: describe(error) });
}
flushCompileCache();
