import { byTime, dayName, isOver, whenAndWhere } from '../day-words.js';
import { el } from '../dom.js';
import { texts } from '../texts.js';
import { themeDays } from './calls.js';
import { consolePage, mayChange, notice, sayRemoved } from './frame.js';
import { words } from './words.js';

const own = words.overview;

export const placesList = day => el('dl', { class: 'facts' }, day.places.map(place => el('div', {},
  el('dt', {}, texts.participation[place.participation]),
  el('dd', {}, `${own.figures(place.taken, place.capacity)}, ${place.waiting ? own.waiting(place.waiting) : own.nobodyWaits}`))));

export const load = () => themeDays();

export function render(session, days) {
  const seesPeople = session.role !== 'reader';
  const said = notice();
  sayRemoved(said, words.day.removed);
  const { coming, been } = byTime(days, isOver);
  const list = (some, heading) => el('ul', { class: 'days flow' }, some.map(day => dayItem(day, seesPeople, heading)));
  return consolePage(session, { title: own.title },
    said.box,
    days.length === 0 && el('p', {}, session.role === 'steward' ? own.noneGiven : own.none),
    coming.length > 0 && list(coming, 'h2'),
    been.length > 0 && [el('h2', {}, texts.home.held), list(been, 'h3')],
    mayChange(session) && el('p', { class: 'actions' }, el('a', { class: 'button', href: '/arrangor/ny-temadag' }, own.newDay)),
    mayChange(session) && el('p', { class: 'small muted' }, own.logged));
}

function dayItem(day, seesPeople, heading) {
  return el('li', { class: 'panel' },
    el(heading, {}, el('a', { href: `/arrangor/temadag/${day.slug}` }, dayName(day))),
    el('p', {}, whenAndWhere(day)),
    !day.published && el('p', {}, el('strong', {}, own.draft)),
    !day.mayChange && seesPeople && el('p', { class: 'muted' }, own.shared),
    placesList(day),
    seesPeople && day.date && el('p', { class: 'doors-of-day' },
      !isOver(day) && el('a', { href: `/incheckning/?dag=${encodeURIComponent(day.slug)}`, 'aria-label': own.checkInTo(dayName(day)) }, words.people.checkIn),
      el('a', { href: `/arrangor/temadag/${day.slug}/narvaro`, 'aria-label': own.attendanceOf(dayName(day)) }, words.people.attendance)));
}
