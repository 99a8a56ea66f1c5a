import { language } from './texts.js';

/** The words of putting choices in order, of the review and of the receipt; the form itself is shown without them. */
export const { words } = await import(`./texts/registering-${language}.js`);
