import { AsyncLocalStorage } from 'node:async_hooks';
import { Logger, type LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes } from '@aws-lambda-powertools/logger/types';

const keysOfWork = new AsyncLocalStorage<LogAttributes>();

class KeyedLogger extends Logger {
  protected override createAndPopulateLogItem(
    ...line: Parameters<Logger['createAndPopulateLogItem']>
  ): LogItem {
    return super.createAndPopulateLogItem(...line).addAttributes(keysOfWork.getStore() ?? {});
  }
}

/** The structured logger of this Lambda; its service name and level come from the `POWERTOOLS_*` variables. */
export const logger = new KeyedLogger();

/** Adds keys to each line that `work` writes, and to no line of other work that runs at the same time. */
export const withLogKeys = <T>(keys: LogAttributes, work: () => T): T => keysOfWork.run(keys, work);
