/** MongoDB's error codes by name, for the codes that this server answers. */
export const ErrorCode = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  UserNotFound: 11,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  ProtocolError: 17,
  AuthenticationFailed: 18,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  RoleNotFound: 31,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  EmptyFieldName: 56,
  DottedFieldName: 57,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  IndexAlreadyExists: 68,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  OperationFailed: 96,
  DocumentValidationFailure: 121,
  WriteConflict: 112,
  CommandNotSupported: 115,
  ConflictingOperationInProgress: 117,
  CommandNotSupportedOnView: 166,
  CannotIndexParallelArrays: 171,
  TransactionTooOld: 225,
  NotImplemented: 238,
  NoSuchTransaction: 251,
  TransactionCommitted: 256,
  TransactionTooLarge: 257,
  OperationNotSupportedInTransaction: 263,
  SnapshotUnavailable: 246,
  InvalidIndexSpecificationOption: 197,
  BSONObjectTooLarge: 10334,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  InvalidBSON: 22,
  OutOfDiskSpace: 14031,
  DuplicateKey: 11000,
  InvalidDBRef: 65,
  StaleConfig: 13388,
} as const;

export type ErrorCodeName = keyof typeof ErrorCode;

const nameOf = new Map<number, string>(
  Object.entries(ErrorCode)
    .reverse()
    .map(([name, code]) => [code, name]),
);

/** The name MongoDB gives a code; `Location<code>` for numbered assertions. */
export function codeName(code: number): string {
  return nameOf.get(code) ?? `Location${code}`;
}

/** A refusal as MongoDB words it: a code, a message and, for some codes, further fields. */
export class CommandError extends Error {
  readonly code: number;
  readonly extra: Record<string, unknown>;
  readonly labels: string[];

  constructor(
    code: ErrorCodeName | number,
    message: string,
    details: { extra?: Record<string, unknown>; labels?: string[] } = {},
  ) {
    super(message);
    this.code = typeof code === 'number' ? code : ErrorCode[code];
    this.extra = details.extra ?? {};
    this.labels = details.labels ?? [];
  }
}

/** Two transactions changed the same thing; the driver repeats the whole transaction. */
export function writeConflict(reason: string): CommandError {
  return new CommandError(
    'WriteConflict',
    `Caused by :: Write conflict during plan execution and yielding is disabled. :: ${reason}`,
    { labels: ['TransientTransactionError'] },
  );
}

/** The refusal for what this server knows of and does not do. */
export function notSupported(what: string): CommandError {
  return new CommandError('CommandNotSupported', `${what} is not supported by embedded-mongo`);
}

/** Whether an error is SQLite's, so that what was being written may be there in part. */
export function isStorageFailure(error: unknown): error is Error {
  return error instanceof Error && (error as { code?: unknown }).code === 'ERR_SQLITE_ERROR';
}

/** What SQLite reports, as MongoDB says it. */
export function storageError(failure: Error): CommandError {
  if (/full/i.test(failure.message)) {
    return new CommandError('OutOfDiskSpace', `No space left on device: ${failure.message}`);
  }
  return new CommandError('InternalError', `Storage failed: ${failure.message}`);
}
