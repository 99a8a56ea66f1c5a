import { language } from '../texts.js';

/** The words about the kitchen's sheet; the other pages of the console never fetch them. */
export const { words } = await import(`./kitchen-words-${language}.js`);
