// Storage may be forbidden or full; nobody should lose a page for that.
const over = storage => ({
  read(key) {
    try {
      return JSON.parse(storage().getItem(key));
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      storage().setItem(key, JSON.stringify(value));
    } catch {
      // The page goes on with what it has in memory.
    }
  },
  forget(key) {
    try {
      storage().removeItem(key);
    } catch {
      // Nothing was kept then.
    }
  },
});

/** For as long as the tab is open. */
export const kept = over(() => sessionStorage);

/** For all tabs, until it is taken away. */
export const lasting = over(() => localStorage);
