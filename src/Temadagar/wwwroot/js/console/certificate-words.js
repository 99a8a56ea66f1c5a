import { language } from '../texts.js';

/** The words about certificates and badges; the other pages of the console never fetch them. */
export const { words } = await import(`./certificate-words-${language}.js`);
