import { language } from '../texts.js';

/** The words about people with protected identity; the other pages of the console never fetch them. */
export const { words } = await import(`./protected-words-${language}.js`);
