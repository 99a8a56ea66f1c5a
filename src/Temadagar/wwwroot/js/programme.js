import { el } from './dom.js';
import { hours } from './format.js';
import { own } from './own.js';
import { texts } from './texts.js';

const session = item => el('li', { class: item.kind === 'break' ? 'break' : null },
  el('p', { class: 'time' }, hours(item.startsAt, item.endsAt)),
  el('div', {},
    own(item.title, 'h3'),
    item.speakers.length > 0 && own(item.speakers.join(', '), 'p'),
    (item.room || ['panel', 'groupWork'].includes(item.kind)) && el('p', { class: 'muted small' },
      [texts.kinds[item.kind], item.room && own(item.room)].filter(Boolean).flatMap((part, index) => (index ? [', ', part] : [part])))));

export const programme = sessions => el('section', { class: 'flow part' },
  el('h2', {}, texts.dayPage.programme),
  sessions.length ? el('ol', { class: 'programme' }, sessions.map(session)) : el('p', {}, texts.dayPage.programmeLater));

const speaker = person => el('li', {},
  own(person.name, 'h3'),
  (person.title || person.organization) && own([person.title, person.organization].filter(Boolean).join(', '), 'p', { class: 'muted' }),
  person.biographySv && own(person.biographySv, 'p'));

export const speakers = people => el('section', { class: 'flow part' },
  el('h2', {}, texts.dayPage.speakers),
  people.length ? el('ul', { class: 'people' }, people.map(speaker)) : el('p', {}, texts.dayPage.speakersLater));
