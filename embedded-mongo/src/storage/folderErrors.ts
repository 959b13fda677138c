/** Another process, or another server in this one, owns the data folder. */
export class DataFolderInUseError extends Error {
  override readonly name = 'DataFolderInUseError';
  readonly path: string;

  constructor(path: string) {
    super(
      `The data folder ${path} is in use by another embedded-mongo. One process owns a folder at a time.`,
    );
    this.path = path;
  }
}

/** The folder was written by a later version of this software. */
export class NewerFormatError extends Error {
  override readonly name = 'NewerFormatError';
  readonly path: string;
  readonly found: number;
  readonly supported: number;

  constructor(path: string, found: number, supported: number) {
    super(
      `The data in ${path} has format ${found}; this version reads up to ${supported}. Use the newer version that wrote it.`,
    );
    this.path = path;
    this.found = found;
    this.supported = supported;
  }
}
