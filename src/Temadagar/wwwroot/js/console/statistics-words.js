import { language } from '../texts.js';

/** The words about statistics; the other pages of the console never fetch them. */
export const { words } = await import(`./statistics-words-${language}.js`);
