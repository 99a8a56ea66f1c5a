import { language } from '../texts.js';

/** The words about the information pages; the other pages of the console never fetch them. */
export const { words } = await import(`./information-words-${language}.js`);
