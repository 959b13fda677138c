import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderInUseError } from './folderErrors.ts';

/** The format that this version writes. Raised with every change to tables or keys that an older version misreads. */
export const FORMAT = 1;

export const storePath = (folder: string): string => join(folder, 'store.sqlite');

/**
 * Takes the folder. The lock is an exclusive SQLite transaction on a file of its own: the operating system releases it
 * when the process dies, however it dies, so that no stale lock can ever remain.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (/locked|busy/i.test((error as Error).message)) throw new DataFolderInUseError(folder);
    throw error;
  }
  return () => lock.close();
}
