const attempt = work => {
  try {
    return work();
  } catch {
    // Forbidden or full: nobody should lose a page for that.
    return null;
  }
};

/** As storage.js, but for all tabs and until it is taken away. Apart from it, since those who register never need it. */
export const lasting = {
  read: key => attempt(() => JSON.parse(localStorage.getItem(key))),
  write: (key, value) => attempt(() => localStorage.setItem(key, JSON.stringify(value))),
  forget: key => attempt(() => localStorage.removeItem(key)),
};
