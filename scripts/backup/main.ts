import { writeBackup } from '../../local/data/backup.ts';
import { DataFolderError, filesOf } from '../../local/data/data-folder.ts';
import { runningOn } from '../running/running-system.ts';
import { runCommand } from '../terminal/run-command.ts';
import { type Arguments, readArguments, USAGE } from './arguments.ts';

process.exitCode = await runCommand(USAGE, async () => {
  const read = readArguments(process.argv.slice(2));
  if (read === undefined) return undefined;
  const folder = folderOf(read);
  await writeBackup(filesOf(folder), read.file);
  return `${folder} is backed up as ${read.file}. npm run restore -- ${read.file} --data DIR restores it.`;
});

/** The folder that is named, or that the system on the port keeps its data in. @throws DataFolderError */
function folderOf({ data, port }: Arguments): string {
  if (data !== undefined) return data;
  const running = runningOn(port);
  if (running === undefined) {
    throw new DataFolderError(`No system runs on port ${port}. Name its folder instead: --data DIR.`);
  }
  if (running.data === undefined) {
    throw new DataFolderError(
      `The system on port ${port} keeps nothing: it was started without --data, so there is nothing to back up.`,
    );
  }
  return running.data;
}
