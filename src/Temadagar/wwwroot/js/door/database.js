const NAME = 'temadagar-incheckning';

const stores = {
  state: undefined,
  lists: { keyPath: 'slug' },
  queue: { keyPath: 'number', autoIncrement: true },
  review: { keyPath: 'number', autoIncrement: true },
};

/** The browser keeps nothing for this page: a private window, or storage that is forbidden or full. */
export class NoStorage extends Error {}

let opening = null;

const open = () => {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => Object.entries(stores).forEach(([name, options]) => request.result.createObjectStore(name, options));
    request.onsuccess = () => {
      request.result.onclose = () => { opening = null; };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  return opening;
};

async function begin(names, mode) {
  const options = { durability: 'strict' };
  try {
    return (await open()).transaction(names, mode, options);
  } catch {
    // It may not have opened, or have been closed by a browser that was short of something: neither need last.
    opening = null;
    return (await open()).transaction(names, mode, options);
  }
}

/** What a request of IndexedDB gives. */
export const given = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/**
 * All or nothing, on disk before it resolves. The work may await only what it asks of its stores.
 * @param {(...stores: IDBObjectStore[]) => Promise} work
 */
export async function transact(names, mode, work) {
  try {
    const transaction = await begin(names, mode);
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const [result] = await Promise.all([work(...names.map(name => transaction.objectStore(name))), ended]);
    return result;
  } catch (fault) {
    throw new NoStorage(fault?.message);
  }
}

/** No list of people stays here. What waits to be sent does, as it is nowhere else. */
export const forgetLists = () => transact(['lists'], 'readwrite', async lists => given(lists.clear()));
