import { readBackup } from '../../local/data/backup.ts';
import { replaceData } from '../../local/data/data-folder.ts';
import { runCommand } from '../terminal/run-command.ts';
import { readArguments, USAGE } from './arguments.ts';

process.exitCode = await runCommand(USAGE, async () => {
  const read = readArguments(process.argv.slice(2));
  if (read === undefined) return undefined;
  const { file, data } = read;
  const before = replaceData(data, (files) => readBackup(file, files));
  const restored = `${data} has the data of ${file}. npm start -- --data ${data} uses them.`;
  return before === undefined
    ? restored
    : `${restored}\nIts former data are in ${before}; delete that if you do not need it.`;
});
