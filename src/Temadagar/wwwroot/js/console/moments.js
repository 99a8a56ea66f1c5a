import { language } from '../texts.js';

const form = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'sv-SE', {
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Stockholm',
});

/** For tables: "24 nov. 2026 14:04". Swedish time, wherever the reader sits. */
export const shortMoment = moment => form.format(new Date(moment));
