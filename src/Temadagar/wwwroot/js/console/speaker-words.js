import { language } from '../texts.js';

/** The words about speakers, programmes and schedules; the other pages of the console never fetch them. */
export const { words } = await import(`./speaker-words-${language}.js`);
