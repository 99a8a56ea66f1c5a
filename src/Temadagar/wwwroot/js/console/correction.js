import { el } from '../dom.js';
import { longMoment } from '../format.js';
import { portrait } from '../portrait.js';
import { words } from './speaker-words.js';

const own = words.speaker.correction;
const { fields, portrait: portraitWords } = words.speaker;

const text = (written, lang) => (written ? el('div', { class: 'lines', lang }, written) : el('p', { class: 'muted' }, own.nothing));

/** What a speaker wants, beside what holds: both languages and the portrait, with what to do about it. */
export function correctionPanel(speaker, { approve, reject }) {
  const wanted = speaker.correction;
  const image = address => portrait(address, { alt: portraitWords.alt(speaker.name), none: own.nothing });
  const row = (label, same, now, then) => el('tr', {},
    el('th', { scope: 'row' }, label),
    same ? [el('td', { 'data-label': own.now }, now), el('td', { class: 'muted' }, own.same)]
      : [el('td', { 'data-label': own.now }, now), el('td', { class: 'wanted', 'data-label': own.wanted }, then)]);
  const biography = (field, lang) => row(fields[field], (speaker[field] ?? '') === (wanted[field] ?? ''), text(speaker[field], lang), text(wanted[field], lang));
  return el('section', { class: 'panel scarce correction', 'aria-labelledby': 'correction' },
    el('h2', { id: 'correction' }, own.title),
    el('p', {}, own.lead(speaker.name, longMoment(wanted.sentAt))),
    el('table', { class: 'table compare' },
      el('caption', { class: 'unseen' }, own.title),
      el('thead', {}, el('tr', {}, [own.what, own.now, own.wanted].map(label => el('th', { scope: 'col' }, label)))),
      el('tbody', {},
        biography('biographySv', 'sv'),
        biography('biographyEn', 'en'),
        row(own.portrait, !wanted.portraitChanged, image(speaker.portrait), image(wanted.portrait)))),
    el('p', { class: 'actions' },
      el('button', { type: 'button', class: 'button main', click: approve }, own.approve),
      el('button', { type: 'button', class: 'button', click: reject }, own.reject)));
}
