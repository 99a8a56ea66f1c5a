import { language } from './texts.js';

const locale = language === 'en' ? 'en-GB' : 'sv-SE';
// An organizer's day is a day in Sweden, wherever the reader sits.
const zone = 'Europe/Stockholm';

const parts = (options, value) => Object.fromEntries(
  new Intl.DateTimeFormat(locale, options).formatToParts(value).map(part => [part.type, part.value]));

/** "2016-12-01" in its parts: weekday "torsdag", day "1 december", year "2016". */
export function datePieces(date) {
  const { weekday, day, month, year } = parts(
    { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }, new Date(`${date}T12:00:00Z`));
  return { weekday, day: `${day} ${month}`, year };
}

export function longDate(date) {
  const { weekday, day, year } = datePieces(date);
  return `${weekday} ${day} ${year}`;
}

const clock = (moment, timeZone) => {
  const { hour, minute } = parts({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }, moment);
  return language === 'en' ? `${hour}:${minute}` : `${hour}.${minute}`;
};

/** "09.00–16.00"; a known start without an end is only the start. */
export const hours = (startsAt, endsAt) =>
  [startsAt, endsAt].filter(Boolean).map(moment => clock(new Date(moment), zone)).join('–');

const longDay = at => {
  const { year, month, day } = parts({ year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone }, at);
  return longDate(`${year}-${month}-${day}`);
};

/** A moment with its day: "tisdag 24 november 2016 kl. 16.00". */
export function longMoment(moment) {
  const at = new Date(moment);
  const date = longDay(at);
  return language === 'en' ? `${date}, ${clock(at, zone)}` : `${date} kl. ${clock(at, zone)}`;
}

/** The end of a time that one has, as people count: what ends as Sunday begins, ends on Saturday. */
export const longDeadline = moment => {
  const at = new Date(moment);
  if (!/^00.00$/.test(clock(at, zone))) {
    return longMoment(moment);
  }

  const before = longDay(new Date(at - 1));
  return language === 'en' ? `${before}, midnight` : `${before} kl. 24.00`;
};

/** The reader's own clock, some seconds ahead. */
export const clockAhead = seconds => clock(new Date(Date.now() + seconds * 1000 + 59_000), undefined);

export const inOrder = (items, textOf) => {
  const { compare } = new Intl.Collator('sv');
  return [...items].sort((one, other) => compare(textOf(one), textOf(other)));
};

export const fullName = person => `${person.firstName.trim()} ${person.lastName.trim()}`;

const swedish = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: zone });

/** "2027-02-03T12:00", as a day's date and times are written: Swedish time, wherever the reader sits. */
export const swedishNow = () => swedish.format(new Date()).replace(' ', 'T');

export const swedishToday = () => swedishNow().slice(0, 10);
