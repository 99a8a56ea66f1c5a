// early.js has settled the language; only that language's texts are fetched.
export const language = document.documentElement.lang === 'en' ? 'en' : 'sv';

export const { texts } = await import(`./texts/${language}.js`);

/** The text at a dotted path, for the `data-text` of the HTML files. */
export const textAt = path => path.split('.').reduce((part, key) => part[key], texts);
