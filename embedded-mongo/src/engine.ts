import { Connection } from './storage/connection.ts';
import { Catalog } from './storage/catalog.ts';
import { FORMAT, lockFolder, storePath } from './storage/folder.ts';
import { NewerFormatError } from './storage/folderErrors.ts';
import { Store } from './storage/store.ts';
import { WriteGroup } from './storage/writeGroup.ts';
import { Cursors } from './sessions/cursors.ts';
import { RetryRecords } from './sessions/retryRecords.ts';
import { Transactions } from './sessions/transactions.ts';

/** The open data folder and what lives as long as it does. */
export class Engine {
  readonly path: string;
  readonly connection: Connection;
  readonly group: WriteGroup;
  readonly catalog: Catalog;
  readonly store: Store;
  readonly cursors = new Cursors();
  readonly retries: RetryRecords;
  readonly transactions: Transactions;
  readonly startedAt = Date.now();
  /** Commands by name, for serverStatus. */
  readonly counters = { insert: 0, query: 0, update: 0, delete: 0, getmore: 0, command: 0 };
  /** Where clients reach this server, as `hello` tells them. */
  address = 'localhost:27017';
  connections = 0;
  totalConnections = 0;
  readonly #unlock: () => void;

  constructor(path: string) {
    this.path = path;
    this.#unlock = lockFolder(path);
    try {
      this.connection = openStore(path);
    } catch (error) {
      this.#unlock();
      throw error;
    }
    this.catalog = new Catalog(this.connection);
    this.retries = new RetryRecords(this.connection);
    this.group = new WriteGroup(this.connection, () => {
      this.transactions.abortWhere(() => true);
      this.catalog.load();
      this.retries.forget();
    });
    this.store = new Store(this.connection, this.catalog, this.group);
    this.transactions = new Transactions({
      file: storePath(path),
      catalog: this.catalog,
      connection: this.connection,
      store: this.store,
      group: this.group,
    });
  }

  /** Makes what has been written durable and lets the folder go. */
  close(): void {
    this.group.commit();
    this.transactions.close();
    this.connection.close();
    this.#unlock();
  }
}

function openStore(path: string): Connection {
  const connection = new Connection(storePath(path), 'writer');
  const format = connection.all<[number]>('PRAGMA user_version')[0]?.[0] ?? 0;
  if (format > FORMAT) {
    connection.close();
    throw new NewerFormatError(path, format, FORMAT);
  }
  if (format < FORMAT) connection.db.exec(`PRAGMA user_version = ${FORMAT}`);
  return connection;
}
