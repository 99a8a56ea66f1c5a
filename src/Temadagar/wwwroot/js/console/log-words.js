import { language } from '../texts.js';

/** The words about the log; the other pages of the console never fetch them. */
export const { words } = await import(`./log-words-${language}.js`);
