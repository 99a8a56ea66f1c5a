import { language } from './texts.js';

/** The words of the pages about the API's problems, fetched where they are shown. */
export const { words } = await import(`./texts/problem-types-${language}.js`);
