import { over } from './storage.js';

/** Kept for all tabs, until it is taken away. */
export const lasting = over(() => localStorage);
