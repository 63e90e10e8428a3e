import { join } from 'node:path';

/** The absolute path of the project's root folder. */
export const PROJECT_FOLDER = join(import.meta.dirname, '../..');
