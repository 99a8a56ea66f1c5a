import { language } from './texts.js';

/** The words of one's own registration; those who register do not fetch them. */
export const { words } = await import(`./texts/mine-${language}.js`);
