import { language } from './texts.js';

/** The words of the page where an address is confirmed or a place taken over. */
export const { words } = await import(`./texts/transfer-${language}.js`);
