import { language } from './texts.js';

/** The words of the speaker's own page; those who register never fetch them. */
export const { words } = await import(`./texts/speaker-${language}.js`);
