import { el } from './dom.js';
import { datePieces, hours, longDate, longMoment } from './format.js';
import { own } from './own.js';
import { shape } from './shapes.js';
import { texts } from './texts.js';

export const isFull = day => day.places.length > 0 && day.places.every(place => place.availability === 'full');

export const dayPath = day => `/temadag/${encodeURIComponent(day.slug)}`;
const registerPath = day => `/anmalan/ny?dag=${encodeURIComponent(day.slug)}`;

/** The day's title; one without has its number for a name. */
export const dayName = day => day.title ?? texts.day.numbered(day.number);
export const dayNameElement = day => (day.title ? own(day.title) : el('span', {}, texts.day.numbered(day.number)));

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

/** The date as the day's face: weekday, large day, year. */
export function dateFace(day) {
  if (!day.date) {
    return el('span', { class: 'date missing' }, el('b', {}, texts.day.dateLater));
  }

  const { weekday, day: date, year } = datePieces(day.date);
  return el('span', { class: 'date' }, el('span', {}, weekday), ' ', el('b', {}, date), ' ', el('span', {}, year));
}

export const state = (kind, mark, ...words) => el('span', { class: `state ${kind}` }, shape(mark), el('span', {}, ...words));

const availabilities = { available: ['good', 'available'], few: ['scarce', 'few'], full: ['scarce', 'full'] };

/** "Platser finns", with its shape. */
export const availabilityState = availability => state(...availabilities[availability], texts.availability[availability]);

export function placeState(place) {
  const [kind, mark] = availabilities[place.availability];
  return state(kind, mark, `${texts.participation[place.participation]}: ${texts.availability[place.availability].toLowerCase()}`);
}

/** How it stands with a day that is not open. */
export const dayState = day => ({
  planned: () => state('quiet', 'later', day.registrationOpensAt ? texts.state.opens(longMoment(day.registrationOpensAt)) : texts.state.planned),
  closed: () => state('quiet', 'closed', texts.state.closed),
  held: () => state('quiet', 'done', texts.state.held),
  cancelled: () => state('bad', 'cancelled', texts.state.cancelled),
})[day.state]();

/** How it stands with a day: when it is open, for each way of taking part. */
export function dayStates(day) {
  const states = day.state === 'open' ? day.places.map(placeState) : [dayState(day)];
  return states.length === 1 ? el('p', {}, states) : el('ul', { class: 'states' }, states.map(item => el('li', {}, item)));
}

/** The one thing to press: to register, to wait, or to be told. Null where there is nothing left to do. */
export function dayAction(day, attributes = {}) {
  const action = {
    open: () => [registerPath(day), isFull(day) ? texts.day.toWaitlist : texts.day.register],
    planned: () => [`${dayPath(day)}#till-intresse`, texts.day.tellMe],
  }[day.state]?.();
  return action && el('a', { class: 'button', ...attributes, href: action[0] }, action[1], el('span', { class: 'unseen' }, `: ${dayShort(day)}`));
}


