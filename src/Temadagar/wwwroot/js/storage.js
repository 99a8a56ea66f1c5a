// Storage may be forbidden or full; nobody should lose a page for that.
const attempt = work => {
  try {
    return work();
  } catch {
    return null;
  }
};

/** @param {() => Storage} storage */
export const over = storage => ({
  read: key => attempt(() => JSON.parse(storage().getItem(key))),
  write: (key, value) => attempt(() => storage().setItem(key, JSON.stringify(value))),
  forget: key => attempt(() => storage().removeItem(key)),
});

/** For as long as the tab is open. */
export const kept = over(() => sessionStorage);
