import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Client } from './authorization.ts';
import type { Tokens } from './tokens.ts';

const tokensSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  expiresAt: z.number(),
});
const fileSchema = z.record(z.string(), tokensSchema);

/** Keeps tokens between runs, for each provider and client. */
export interface TokenCache {
  read(client: Client): Promise<Tokens | undefined>;
  write(client: Client, tokens: Tokens): Promise<void>;
}

const keyOf = ({ issuer, clientId }: Client): string => `${issuer} ${clientId}`;

/** A cache in a file that only the user can read. A file that cannot be read counts as empty. */
export function fileCache(file = join(cacheFolder(), 'multidomain', 'tokens.json')): TokenCache {
  const readAll = async (): Promise<Record<string, Tokens>> => {
    const text = await readFile(file, 'utf8').catch(() => '{}');
    try {
      return fileSchema.parse(JSON.parse(text));
    } catch {
      return {};
    }
  };
  return {
    read: async (client) => (await readAll())[keyOf(client)],
    async write(client, tokens) {
      const all = { ...(await readAll()), [keyOf(client)]: tokens };
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      // Replaced as a whole, so that a command that runs at the same time never reads half of it.
      const written = `${file}.${process.pid}`;
      try {
        await writeFile(written, JSON.stringify(all), { mode: 0o600 });
        await chmod(written, 0o600);
        await rename(written, file);
      } finally {
        await rm(written, { force: true });
      }
    },
  };
}

/** Where programs of this user keep what they can get again. */
function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  if (process.platform === 'win32') return LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  return XDG_CACHE_HOME || join(homedir(), '.cache');
}
