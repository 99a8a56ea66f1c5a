import { language } from '../texts.js';

/** The words about the series and its organizers; the other pages of the console never fetch them. */
export const { words } = await import(`./series-and-boards-words-${language}.js`);
