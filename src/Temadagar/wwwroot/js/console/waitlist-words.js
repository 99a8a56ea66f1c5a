import { language } from '../texts.js';

/** The words about the waitlist; the other pages of the console never fetch them. */
export const { words } = await import(`./waitlist-words-${language}.js`);
