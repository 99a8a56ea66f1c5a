import { language } from '../texts.js';

/** The words about who was there; the other pages of the console never fetch them. */
export const { words } = await import(`./attendance-words-${language}.js`);
