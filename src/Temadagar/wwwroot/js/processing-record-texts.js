import { language } from './texts.js';

/** The words of the record of processing, fetched when it is opened. */
export const { words } = await import(`./texts/processing-record-${language}.js`);
