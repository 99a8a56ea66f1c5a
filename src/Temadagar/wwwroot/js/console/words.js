import { language } from '../texts.js';

/** The console's own words; those who register never fetch them. */
export const { words } = await import(`./words-${language}.js`);
