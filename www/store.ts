/** Keeps the session in this browser, so that it survives a reload. Where storage is off or full, nothing is kept. */
import type { PageInput } from 'unisono/worker';
import type { Kept } from './session.js';

const NAME = 'unisono';
const TABLE = 'session';
/** More than this is not kept, in bytes of pages. */
const MOST = 150 << 20;
/** The version of what is kept: what an older page wrote is not read. */
const FORM = 3;
/** Pages that are kept at once: copying all of them would take a while. */
const SLICE = 100;

/** The pages that are kept. */
let keptPages: readonly PageInput[] | undefined;

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

/** What is kept under `last`: the session without the bytes of its pages, which are kept in slices. */
interface Head {
  form: number;
  session: Kept;
  slices: number;
}

/** What is being written. */
let writing: Promise<unknown> = Promise.resolve();

/** Writes when what was begun before is done: two sessions at once would mix their slices. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const written = writing.then(work);
  writing = written.catch(() => {});
  return written;
}

/** Keeps a session, a slice at a time; gives false where it could not be kept. */
export function keep(session: Kept): Promise<boolean> {
  return inTurn(() => write(session));
}

async function write(session: Kept): Promise<boolean> {
  const { pages } = session.intake;
  const size = [...pages, ...session.intake.topologies].reduce((sum, page) => sum + page.bytes.length, 0);
  try {
    const slices = Math.ceil(pages.length / SLICE);
    // The pages change only with the run: an edit or a dismissal keeps the head alone.
    if (keptPages !== pages) {
      await clear();
      if (size > MOST) return false;
      for (let at = 0; at < slices; at += 1) {
        await inTable('readwrite', (table) => table.put(pages.slice(at * SLICE, (at + 1) * SLICE), at));
      }
      keptPages = pages;
    }
    const head: Head = { form: FORM, session: { ...session, intake: { ...session.intake, pages: [] } }, slices };
    await inTable('readwrite', (table) => table.put(head, 'last'));
    return true;
  } catch {
    // A private window, or no room: the page works all the same, and says that nothing is kept.
    return false;
  }
}

async function clear(): Promise<void> {
  keptPages = undefined;
  await inTable('readwrite', (table) => table.clear());
}

/** The session that was kept last. */
export async function kept(): Promise<Kept | undefined> {
  try {
    const head = (await inTable('readonly', (table) => table.get('last'))) as Head | undefined;
    if (head?.form !== FORM) return undefined;
    const pages: PageInput[] = [];
    for (let at = 0; at < head.slices; at += 1) {
      pages.push(...((await inTable('readonly', (table) => table.get(at))) as PageInput[]));
    }
    keptPages = pages;
    return { ...head.session, intake: { ...head.session.intake, pages } };
  } catch {
    return undefined;
  }
}

/** Forgets everything that was kept. */
export function wipe(): Promise<void> {
  return inTurn(clear);
}
