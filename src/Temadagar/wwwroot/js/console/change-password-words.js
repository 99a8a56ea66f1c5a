import { language } from '../texts.js';

/** The words about changing one's password; the other pages of the console never fetch them. */
export const { words } = await import(`./change-password-words-${language}.js`);
