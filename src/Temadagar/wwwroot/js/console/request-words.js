import { language } from '../texts.js';

/** The words about what a person asks of their own details; the other pages of the console never fetch them. */
export const { words } = await import(`./request-words-${language}.js`);
