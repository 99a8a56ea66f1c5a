import { language } from './texts.js';

/** The words of the page with all that is held of a person. */
export const { words } = await import(`./texts/own-data-${language}.js`);
