import { language } from '../texts.js';

/** The words about erasing under a rule; the other pages of the console never fetch them. */
export const { words } = await import(`./erasing-words-${language}.js`);
