import { dayPath, dayShort, state } from './day-words.js';
import { el } from './dom.js';
import { datePieces, longMoment } from './format.js';
import { texts } from './texts.js';

export const isFull = day => day.places.length > 0 && day.places.every(place => place.availability === 'full');

const registerPath = day => `/anmalan/ny?dag=${encodeURIComponent(day.slug)}`;

/** The date as the day's face: weekday, large day, year. */
export function dateFace(day) {
  if (!day.date) {
    return el('span', { class: 'date missing' }, el('b', {}, texts.day.dateLater));
  }

  const { weekday, day: date, year } = datePieces(day.date);
  return el('span', { class: 'date' }, el('span', {}, weekday), ' ', el('b', {}, date), ' ', el('span', {}, year));
}

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
