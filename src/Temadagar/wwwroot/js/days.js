import { getThemeDays, Refusal } from './api.js';
import { dateFace, dayAction, dayStates, isFull } from './day-states.js';
import { byTime, dayNameElement, dayPath, dayWhere, isOver } from './day-words.js';
import { el, sentence } from './dom.js';
import { hours } from './format.js';
import { own } from './own.js';
import { page, series, setTitle, show } from './page.js';
import { seriesSubscription } from './subscription.js';
import { texts } from './texts.js';

const band = found => el('div', { class: 'band' }, el('div', { class: 'wide' },
  found.campaign && el('p', { class: 'eyebrow' }, sentence(texts.home.campaign, own(found.campaign))),
  own(found.name, 'h1', { class: found.name.length > 24 ? 'long' : null }),
  found.summary && own(found.summary, 'p', { class: 'lead' })));

function dayItem(day) {
  const over = ['held', 'cancelled'].includes(day.state);
  const where = dayWhere(day);
  const time = hours(day.startsAt, day.endsAt);
  const timeWords = time ? el('span', { class: 'nowrap' }, texts.day.clock(time)) : day.date && !over && (where ? texts.day.timeLater.toLowerCase() : texts.day.timeLater);
  return el('li', { class: ['held', 'closed', 'cancelled'].includes(day.state) ? 'day past' : 'day' },
    el('h3', {}, dateFace(day), ' ', el('a', { href: dayPath(day) }, dayNameElement(day))),
    el('div', { class: 'flow' },
      day.summary && own(day.summary, 'p'),
      (where || timeWords) && el('p', { class: 'muted' }, [where && own(where), timeWords].filter(Boolean).flatMap((part, index) => (index ? [', ', part] : [part]))),
      dayStates(day),
      action(day)));
}

function action(day) {
  const link = dayAction(day, { class: day.state === 'open' && !isFull(day) ? 'button main' : 'button' });
  return link && el('p', { class: 'actions' }, link);
}

function organizers(found) {
  return el('section', { class: 'flow part' },
    el('h2', {}, texts.home.organizers),
    el('ul', { class: 'points' }, found.organizers.map(organizer => own(organizer.name, 'li'))),
    found.partners.length > 0 && [
      el('h3', {}, texts.home.partners),
      el('ul', { class: 'points' }, found.partners.map(partner => own(partner, 'li')))]);
}

function render([found, days]) {
  setTitle('');
  // A day that was cancelled is told of among those to come until its date has passed.
  const { coming, been } = byTime(days, day => day.state === 'held' || day.state === 'cancelled' && isOver(day));
  return [
    band(found),
    el('div', { class: 'wide page' },
      (coming.length > 0 || been.length === 0) && el('section', { class: 'flow' },
        el('h2', {}, texts.home.days),
        coming.length ? el('ol', { class: 'days' }, coming.map(dayItem)) : el('p', { class: 'column' }, texts.home.noDays)),
      been.length > 0 && el('section', { class: coming.length ? 'flow after' : 'flow' },
        el('h2', {}, texts.home.held),
        el('ol', { class: 'days' }, been.map(dayItem))),
      el('div', { class: 'column after flow' },
        days.length > 0 && seriesSubscription(),
        organizers(found)))];
}

const nothing = () => [page(el('h1', {}, texts.home.noSeries), el('p', {}, texts.home.noSeriesWords))];

show(async () => {
  try {
    return await Promise.all([series(), getThemeDays()]);
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) {
      return null;
    }

    throw error;
  }
}, found => (found ? render(found) : nothing()));
