import { language } from './texts.js';

/** The words of those to whom one place is enough; others do not fetch them before they send. */
export const { words } = await import(`./texts/preference-${language}.js`);
