import { cp, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../../project-folder.ts';
import { INPUTS } from '../inputs.ts';

/** Copies what the CDK app is made from, and nothing else, into a folder; the installed packages are linked. */
export async function copyInputs(folder: string): Promise<void> {
  for (const path of INPUTS.filter((input) => !input.startsWith('node_modules/'))) {
    await cp(join(PROJECT_FOLDER, path), join(folder, path), { recursive: true });
  }
  await symlink(join(PROJECT_FOLDER, 'node_modules'), join(folder, 'node_modules'));
}
