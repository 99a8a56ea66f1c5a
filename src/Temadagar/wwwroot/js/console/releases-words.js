import { language } from '../texts.js';

/** The words about releasing a list; the other pages of the console never fetch them. */
export const { words } = await import(`./releases-words-${language}.js`);
