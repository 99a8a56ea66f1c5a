import { language } from '../texts.js';

/** The words at the door. */
export const { words } = await import(`./words-${language}.js`);
