import { dayName, whenAndWhere } from '../day-words.js';
import { el } from '../dom.js';
import { texts } from '../texts.js';
import { attendees, themeDays } from './calls.js';
import { consolePage } from './frame.js';
import { shortMoment } from './moments.js';
import { words } from './words.js';

const own = words.list;

export async function load([slug]) {
  const [days, all] = await Promise.all([themeDays(), attendees(slug)]);
  return { day: days.find(one => one.slug === slug), all };
}

/** For the day when the network is down: printed, ticked by hand. */
export function render(session, { day, all }) {
  const head = label => el('th', { scope: 'col' }, label);
  return consolePage(session, { title: own.title(dayName(day)), back: { href: `/arrangor/temadag/${day.slug}`, words: dayName(day) } },
    el('p', {}, `${whenAndWhere(day)}. ${own.count(all.length)} ${own.fetched(shortMoment(new Date()))}`),
    el('p', { class: 'actions' }, el('button', { type: 'button', class: 'button main', click: () => print() }, own.print)),
    el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': own.title(dayName(day)) }, el('table', { class: 'table sheet' },
      el('caption', { class: 'unseen' }, own.title(dayName(day))),
      el('thead', {}, el('tr', {}, head(own.here), head(words.people.name), head(words.people.organization), all.some(one => one.participation) && head(words.person.participation), head(own.signature))),
      el('tbody', {}, all.map(one => el('tr', {},
        el('td', {}, el('span', { class: 'box' })),
        el('th', { scope: 'row' }, `${one.lastName}, ${one.firstName}`),
        el('td', {}, one.organization),
        one.participation && el('td', {}, texts.participation[one.participation]),
        el('td', { class: 'signature' })))))));
}
