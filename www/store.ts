/** Keeps the session in this browser, so that it survives a reload. Where storage is off or full, nothing is kept. */
import type { Kept } from './session.js';

const NAME = 'unisono';
const TABLE = 'session';
/** More than this is not kept, in bytes of pages. */
const MOST = 150 << 20;
/** The version of what is kept: what an older page wrote is not read. */
const FORM = 1;

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inTable<T>(mode: IDBTransactionMode, work: (table: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(TABLE, mode);
      const request = work(transaction.objectStore(TABLE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Keeps a session; gives false where it could not be kept. */
export async function keep(session: Kept): Promise<boolean> {
  const size = [...session.intake.pages, ...session.intake.topologies].reduce(
    (sum, page) => sum + page.bytes.length,
    0,
  );
  try {
    if (size > MOST) {
      await wipe();
      return false;
    }
    await inTable('readwrite', (table) => table.put({ form: FORM, session }, 'last'));
    return true;
  } catch {
    // A private window, or no room: the page works all the same, and says that nothing is kept.
    return false;
  }
}

/** The session that was kept last. */
export async function kept(): Promise<Kept | undefined> {
  try {
    const found = (await inTable('readonly', (table) => table.get('last'))) as
      | { form: number; session: Kept }
      | undefined;
    return found?.form === FORM ? found.session : undefined;
  } catch {
    return undefined;
  }
}

/** Forgets everything that was kept. */
export async function wipe(): Promise<void> {
  await inTable('readwrite', (table) => table.clear());
}
