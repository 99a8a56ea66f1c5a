import { dayName, whenAndWhere } from '../day-words.js';
import { el } from '../dom.js';
import { today } from './clock.js';
import { doorPage, othersText, waitsText } from './page.js';
import { reviewList } from './review.js';
import { words } from './words.js';

const own = words.days;

/** Today's first, then those that are to come. A day that has been, or has no date, has no door. Those that are kept on the phone come in another order. */
export const withDoor = days => days.filter(day => day.date && day.date >= today() && day.state !== 'cancelled').sort((one, other) => one.date.localeCompare(other.date));

/** @param {object} door that no day is open at */
export function daysView(account, days, door) {
  const now = today();
  const waits = el('p', { class: 'waits' });
  const others = el('p', { class: 'small' });
  const heading = el('h1', { tabindex: '-1' }, own.title);
  const review = reviewList(door, () => heading.focus({ preventScroll: true }));
  const section = (title, some) => some.length > 0 && el('section', { class: 'flow' }, el('h2', {}, title), el('ul', { class: 'doors' }, some.map(day => el('li', {},
    el('a', { class: 'hit', href: `/incheckning/?dag=${encodeURIComponent(day.slug)}` }, el('span', { class: 'who' }, dayName(day)), el('span', {}, whenAndWhere(day)))))));

  function draw() {
    waits.textContent = waitsText(door);
    others.textContent = othersText(door);
    review.draw();
  }

  const view = doorPage(account, { title: words.title, waiting: () => door.queue.length, links: [['/arrangor', words.nav.console]] },
    heading,
    waits, others, review.box,
    days.length === 0 && el('p', {}, own.none),
    section(own.today, days.filter(day => day.date === now)),
    section(own.coming, days.filter(day => day.date > now)),
    el('p', { class: 'small muted' }, own.keep));
  draw();
  return { view, draw };
}
