const LENGTH = 10;
// The service draws codes of these. Without most vowels few names are one.
const CODE = /^[2-9BCDFGHJKMNPQRSTVWXYZ]{10}$/;

/**
 * A check-in code in what was scanned or typed, as the service keeps it: ABCDEFGHJK. Case, spaces and hyphens do not matter.
 * @returns {string|null} null: it cannot be one
 */
export function codeIn(text) {
  const letters = text.toUpperCase().replace(/[\s‐-–-]/g, '');
  return CODE.test(letters) ? letters : null;
}

/** As people read it: ABCDE-FGHJK. */
export const written = code => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
