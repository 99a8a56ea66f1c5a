import { el } from '../dom.js';
import { longDate } from '../format.js';
import { texts } from '../texts.js';
import { words } from './certificate-words.js';
import { wallClock } from './moments.js';

const HERE = ['signatory', 'signatoryTitle', 'hours', 'hoursBeyondDay'];
// What names the field that it is about otherwise.
const FIELDS = { hoursBeyondDay: 'hours' };

/** What is given is changed on this page, or where the day is edited. */
function placeOf(day, fact, text) {
  if (fact === 'publicAddress') {
    return text;
  }

  if (!HERE.includes(fact)) {
    return el('a', { href: `/arrangor/temadag/${day.slug}/${fact === 'content' ? 'program' : 'redigera'}` }, text);
  }

  const field = FIELDS[fact] ?? fact;
  return el('a', { href: `#${field}`, click: event => {
    event.preventDefault();
    const control = document.getElementById(field);
    control.closest('.field').scrollIntoView({ block: 'start' });
    control.focus({ preventScroll: true });
  } }, text);
}

const panel = (id, heading, facts) => facts.length > 0 && el('section', { class: 'panel scarce', 'aria-labelledby': id },
  el('h2', { id }, heading), el('ul', { class: 'points' }, facts.map(fact => el('li', {}, fact))));

/**
 * What can be done now, or what is in the way of it, before all else.
 * @param {object} given the settings, with what is missing
 * @param {() => void} review
 */
export function standing(day, given, review) {
  if (day.state === 'cancelled') {
    return [el('p', {}, words.cancelledDay)];
  }

  const over = day.state === 'held';
  const free = given.missing.length + given.unprintable.length === 0;
  return [
    !over && el('p', { class: 'column' }, words.notOver(day.date && day.endsAt && texts.day.before(longDate(day.date)) + texts.day.clock(wallClock(day.endsAt)))),
    panel('missing', words.missing.heading, given.missing.map(fact => placeOf(day, fact, words.missing.facts[fact] ?? fact))),
    panel('unprintable', words.unprintable.heading, given.unprintable.map(({ field, character }) =>
      placeOf(day, field, words.unprintable.fact(words.unprintable.fields[field] ?? field, character)))),
    words.unsigned[given.signature] && el('p', { class: 'column' }, words.unsigned[given.signature]),
    over && free && el('p', { class: 'actions' }, el('button', { type: 'button', class: 'button main', click: review }, words.toReview)),
  ].filter(Boolean);
}
