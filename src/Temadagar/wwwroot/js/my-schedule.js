import { dayNameElement, dayPath, dayWhen, dayWhere } from './day-words.js';
import { el, fact, moveTo } from './dom.js';
import { hours, longMoment } from './format.js';
import { mySchedule } from './my-schedule-calls.js';
import { contactLine } from './organizers.js';
import { ownPage } from './own-page.js';
import { own } from './own.js';
import { page } from './page.js';
import { answerPart } from './schedule-answer.js';
import { profilePart } from './speaker-profile.js';
import { words } from './speaker-texts.js';
import { texts } from './texts.js';

function facts({ themeDay: day, schedule }) {
  const where = dayWhere(day);
  return el('dl', { class: 'facts part' },
    fact(texts.dayPage.day, day.published ? el('a', { href: dayPath(day) }, dayNameElement(day)) : dayNameElement(day)),
    fact(texts.dayPage.when, dayWhen(day)),
    fact(texts.dayPage.where, where ? own(where) : texts.day.placeLater),
    day.directions && fact(words.directions, own(day.directions, 'span', { class: 'lines' })),
    day.cancellationReason && fact(texts.state.cancelled, own(day.cancellationReason)),
    fact(words.sentAt, longMoment(schedule.sentAt)));
}

const session = one => el('li', {},
  el('p', { class: 'time' }, hours(one.startsAt, one.endsAt)),
  el('div', {},
    own(one.title, 'h3'),
    one.room && own(one.room, 'p'),
    one.coSpeakers.length > 0 && el('p', { class: 'muted' }, words.together(one.coSpeakers.join(', ')))));

const schedule = mine => [
  facts(mine),
  mine.schedule.sessions.length > 0 && el('section', { class: 'flow part' },
    el('h2', {}, words.sessions),
    el('ol', { class: 'programme' }, mine.schedule.sessions.map(session)),
    el('p', { class: 'small muted' }, words.calendar)),
  el('section', { class: 'flow part' }, el('h2', {}, words.contact),
    mine.organizer ? [own(mine.organizer.name, 'p'), contactLine(mine.organizer)] : el('p', {}, texts.contact.later))];

function view(found, secret) {
  // An answer draws this anew; what is being written about oneself stays.
  const top = el('div', { class: 'flow' });
  const show = (mine, changed = false, draft = '') => top.replaceChildren(...[...answerPart(mine, secret, {
    changed,
    draft,
    invalid: open,
    answered: (next, another, written) => {
      show(next, another, written);
      moveTo(top.querySelector('h1'));
    },
  }), ...schedule(mine)].filter(Boolean));
  show(found);
  return [page(top, profilePart(found, secret, { invalid: open }), shared())];
}

const { open, shared } = ownPage({ purpose: 'schedule', title: texts.page.schedule, words, read: mySchedule, view });
