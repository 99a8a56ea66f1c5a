import { el } from './dom.js';
import { hours } from './format.js';
import { own, ownHtml } from './own.js';
import { language, texts } from './texts.js';

// A talk is the rule and a break says itself what it is.
const kindOf = item => ['panel', 'groupWork'].includes(item.kind) && texts.kinds[item.kind];

const separated = parts => parts.filter(Boolean).flatMap((part, index) => (index ? [', ', part] : [part]));

const session = item => el('li', { class: item.kind === 'break' ? 'break' : null },
  el('p', { class: 'time' }, hours(item.startsAt, item.endsAt)),
  el('div', {},
    own(item.title, 'h3'),
    item.speakers.length > 0 && own(item.speakers.join(', '), 'p'),
    (item.room || kindOf(item)) && el('p', { class: 'muted small' }, separated([kindOf(item), item.room && own(item.room)])),
    item.abstractHtml && ownHtml(item.abstractHtml, 4)));

export const programme = sessions => el('section', { class: 'flow part' },
  el('h2', {}, texts.dayPage.programme),
  sessions.length
    ? [
      el('ol', { class: 'programme' }, sessions.map(session)),
      el('p', { class: 'actions' }, el('button', { type: 'button', class: 'button', click: () => print() }, texts.dayPage.print))]
    : el('p', {}, texts.dayPage.programmeLater));

// In the reader's language where the speaker has written in it.
function biography(person) {
  const [first, second] = language === 'en' ? ['En', 'Sv'] : ['Sv', 'En'];
  const tongue = person[`biography${first}`] ? first : second;
  return person[`biography${tongue}`]?.split(/\n\s*\n/).map(paragraph =>
    el('p', { class: 'lines', lang: tongue === first ? null : tongue.toLowerCase() }, paragraph));
}

// The sides are said before the picture is there, so that nothing moves when it comes; the style keeps the shape.
const portrait = person => el('img', {
  class: 'portrait',
  src: person.portrait.small,
  srcset: `${person.portrait.small} 1x, ${person.portrait.large} 2x`,
  alt: person.name,
  width: 104,
  height: 130,
  loading: 'lazy',
  decoding: 'async',
});

const speaker = person => el('li', { class: person.portrait ? 'pictured' : null },
  person.portrait && portrait(person),
  el('div', { class: 'flow' },
    own(person.name, 'h3'),
    (person.title || person.organization) && own([person.title, person.organization].filter(Boolean).join(', '), 'p', { class: 'muted' }),
    biography(person)));

export const speakers = people => el('section', { class: 'flow part' },
  el('h2', {}, texts.dayPage.speakers),
  people.length ? el('ul', { class: 'people' }, people.map(speaker)) : el('p', {}, texts.dayPage.speakersLater));
