import { el } from '../dom.js';
import { today } from './clock.js';
import { doorPage, nameOf, whenAndWhere } from './page.js';
import { words } from './words.js';

const own = words.days;

/** Today's first, then those that are to come. A day that has been, or has no date, has no door. */
export const withDoor = days => days.filter(day => day.date && day.date >= today() && day.state !== 'cancelled').sort((one, other) => one.date.localeCompare(other.date));

export function daysView(account, days, waiting) {
  const now = today();
  const section = (title, some) => some.length > 0 && el('section', { class: 'flow' }, el('h2', {}, title), el('ul', { class: 'doors' }, some.map(day => el('li', {},
    el('a', { class: 'hit', href: `/incheckning/?dag=${encodeURIComponent(day.slug)}` }, el('span', { class: 'who' }, nameOf(day)), el('span', {}, whenAndWhere(day)))))));
  return doorPage(account, { title: words.title, waiting: () => waiting, links: [['/arrangor', words.nav.console]] },
    el('h1', {}, own.title),
    waiting > 0 && el('p', { class: 'waits' }, words.status.waiting(waiting)),
    days.length === 0 && el('p', {}, own.none),
    section(own.today, days.filter(day => day.date === now)),
    section(own.coming, days.filter(day => day.date > now)),
    el('p', { class: 'small muted' }, own.keep));
}
