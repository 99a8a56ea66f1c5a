import { language } from '../texts.js';

const form = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'sv-SE', {
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Stockholm',
});

/** For tables: "24 nov. 2026 14.04". Swedish time, wherever the reader sits. */
export const shortMoment = moment => form.format(new Date(moment)).replace(':', language === 'en' ? ':' : '.');

/** "09:15" and "10:00" as "09.15–10.00"; what is not known is left out. */
export const wallClock = (...times) => times.filter(Boolean).map(time => (language === 'en' ? time : time.replace(':', '.'))).join('–');

/** How far the log is sealed, short enough to write down, as `log verify --head` takes it: the number and 16 digits. */
export const shortHead = head => head.slice(0, head.indexOf(':') + 17);
