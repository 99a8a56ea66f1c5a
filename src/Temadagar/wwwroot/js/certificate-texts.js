import { language } from './texts.js';

/** The words of the page where a certificate is checked; no other page fetches them. */
export const { words } = await import(`./texts/certificate-${language}.js`);
