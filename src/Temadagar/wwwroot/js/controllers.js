import { getThemeDay } from './api.js';
import { dayShort } from './day-words.js';
import { el } from './dom.js';
import { contact } from './organizers.js';
import { own } from './own.js';

const controller = ({ organizer, ...day }) => organizer && el('li', {},
  `${dayShort(day)}: `, own(organizer.name, 'a', { href: `/integritet#arrangor-${organizer.slug}` }), contact(organizer).flatMap(way => [', ', way]));

/**
 * Who answers for the details at each of the days: a series has several controllers, and a registration goes to those of its days.
 * Named once someone begins to write, so that no page pays for it at first sight; the link below leads to all of them.
 */
export async function nameControllers(place, days) {
  const known = (await Promise.all(days.map(day => getThemeDay(day.slug)))).map(controller).filter(Boolean);
  place.replaceChildren(...known.length ? [el('ul', { class: 'points' }, known)] : []);
}
