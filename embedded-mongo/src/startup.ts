import { DataFolderInUseError, NewerFormatError } from './storage/folderErrors.ts';

/** An error as it crosses between threads, where classes are lost. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly details: readonly unknown[];
}

export function describeFailure(error: unknown): Failure {
  if (error instanceof DataFolderInUseError)
    return { name: error.name, message: error.message, details: [error.path] };
  if (error instanceof NewerFormatError) {
    return {
      name: error.name,
      message: error.message,
      details: [error.path, error.found, error.supported],
    };
  }
  const { name = 'Error', message = String(error) } = error instanceof Error ? error : {};
  return { name, message, details: [] };
}

/** The error that the other thread described. */
export function restoreFailure({ name, message, details }: Failure): Error {
  if (name === 'DataFolderInUseError') return new DataFolderInUseError(String(details[0]));
  if (name === 'NewerFormatError')
    return new NewerFormatError(String(details[0]), Number(details[1]), Number(details[2]));
  return new Error(message);
}
