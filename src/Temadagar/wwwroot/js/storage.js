// Storage may be forbidden or full; nobody should lose a page for that.
export const kept = {
  read(key) {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      sessionStorage.setItem(key, JSON.stringify(value));
    } catch {
      // The page goes on with what it has in memory.
    }
  },
  forget(key) {
    try {
      sessionStorage.removeItem(key);
    } catch {
      // Nothing was kept then.
    }
  },
};
