import { dayNameElement, dayWhen } from './day-words.js';
import { el } from './dom.js';
import { fullName } from './format.js';
import { needsLines } from './needs.js';
import { own } from './own.js';
import { municipalityName, personHeading } from './participants.js';
import { words } from './registering-words.js';
import { texts } from './texts.js';

const details = person => [
  person.email,
  `${person.profession}, ${person.organization}`,
  texts.sectors[person.sector],
  municipalityName(person.municipality),
  person.phone,
  words.review.language[person.language],
  ...needsLines(person),
].filter(line => line?.trim());

/** What will be sent, to read through before it is. */
export const review = (body, days) => [
  el('section', { class: 'flow' },
    el('h2', {}, body.oneIsEnough ? words.review.inOrder : words.review.days(body.themeDays.length)),
    body.oneIsEnough && el('p', {}, words.preference.meaning),
    el(body.oneIsEnough ? 'ol' : 'ul', { class: body.oneIsEnough ? 'rows preference' : 'rows' }, body.themeDays.map(({ slug, participation }) => {
      const day = days.find(candidate => candidate.slug === slug);
      return el('li', {},
        el('p', {}, el('strong', {}, dayWhen(day))),
        el('p', {}, dayNameElement(day), day.city && [', ', own(day.city)]),
        el('p', { class: 'muted' }, texts.participation[participation]));
    }))),
  el('section', { class: 'flow' },
    el('h2', {}, words.review.people(body.participants.length)),
    el('ol', { class: 'rows' }, body.participants.map((person, index) => el('li', {},
      el('p', { class: 'muted small' }, personHeading(index)),
      el('p', {}, el('strong', {}, fullName(person))),
      details(person).map(line => el('p', {}, line)))))),
  body.submittedBy && el('p', {}, words.review.submittedBy(body.submittedBy)),
];
