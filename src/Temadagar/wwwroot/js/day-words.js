import { el } from './dom.js';
import { hours, longDate, swedishToday } from './format.js';
import { own } from './own.js';
import { shape } from './shapes.js';
import { texts } from './texts.js';

export const dayPath = day => `/temadag/${encodeURIComponent(day.slug)}`;

/** Whether its date has passed, by the reader's clock. */
export const isOver = day => Boolean(day.date) && day.date < swedishToday();

/** Days to come, in their order, and those that have been, the latest first. */
export const byTime = (days, hasBeen) => ({ coming: days.filter(day => !hasBeen(day)), been: days.filter(hasBeen).reverse() });

/** The day's title; one without has its number for a name. */
export const dayName = day => day.title ?? texts.day.numbered(day.number);
export const dayNameElement = day => (day.title ? own(day.title) : el('span', {}, texts.day.numbered(day.number)));

/** Date and city, for a line beside the name. */
export const whenAndWhere = day => joined([day.date ? longDate(day.date) : texts.day.dateLater, day.city]);

/** One line that tells the day from the others: "Luleå, torsdag 1 december 2016". */
export const dayShort = day => joined([day.city ?? dayName(day), day.date && longDate(day.date)]);
const joined = parts => parts.filter(Boolean).join(', ');

/** Date and hours; the hours never break over two lines. */
export function dayWhen(day) {
  if (!day.date) {
    return texts.day.dateLater;
  }

  const time = hours(day.startsAt, day.endsAt);
  return time
    ? el('span', {}, texts.day.before(longDate(day.date)), el('span', { class: 'nowrap' }, texts.day.clock(time)))
    : longDate(day.date);
}

/** Venue and city, without saying the city twice. */
export const dayWhere = day => (day.venue && day.city && !day.venue.includes(day.city)
  ? `${day.venue}, ${day.city}`
  : day.venue ?? day.city ?? null);

export const state = (kind, mark, ...words) => el('span', { class: `state ${kind}` }, shape(mark), el('span', {}, ...words));
