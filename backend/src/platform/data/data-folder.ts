import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartupError } from '../../env.ts';

/** Raised by a release that older programs cannot work with. */
const currentFormat = 1;

/** The data folder while this process holds it. */
export class DataFolder {
  readonly path: string;
  private readonly lock: DatabaseSync;

  private constructor(path: string, lock: DatabaseSync) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the folder when it is missing and takes it for this process alone.
   * @throws {StartupError} when it cannot be written, belongs to a running Kraken, or was written by a newer one
   */
  static take(path: string): DataFolder {
    prove(path);
    const lock = takeLock(path);
    try {
      checkFormat(path);
    } catch (error) {
      lock.close();
      throw error;
    }
    return new DataFolder(path, lock);
  }

  release(): void {
    if (this.lock.isOpen) this.lock.close();
  }
}

function prove(path: string): void {
  const probe = join(path, `.write-test-${process.pid}`);
  try {
    mkdirSync(path, { recursive: true, mode: 0o750 });
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new StartupError(
      `Kraken cannot write to its data folder ${path} (${reason}). Make it writable, or choose another one with KRAKEN_DATA.`,
    );
  }
}

/** SQLite's lock is the operating system's: it ends with the process, however that ends. */
function takeLock(path: string): DatabaseSync {
  const lock = new DatabaseSync(join(path, 'kraken.lock'));
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return lock;
  } catch {
    lock.close();
    throw new StartupError(
      `The data folder ${path} is in use by another Kraken. Stop that one first, or choose another folder with KRAKEN_DATA.`,
    );
  }
}

function checkFormat(path: string): void {
  const file = join(path, 'format');
  if (!existsSync(file)) {
    writeFileSync(file, `${currentFormat}\n`, { flush: true });
    return;
  }
  const format = Number(readFileSync(file, 'utf8'));
  if (Number.isInteger(format) && format <= currentFormat) return;
  throw new StartupError(
    `The data folder ${path} was written by a newer Kraken (format ${format}, this one knows ${currentFormat}). Start that version, or restore a backup of this one.`,
  );
}
