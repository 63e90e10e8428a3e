import { Logger } from '@aws-lambda-powertools/logger';

/** The structured logger of this Lambda; its service name and level come from the `POWERTOOLS_*` variables. */
export const logger = new Logger();
