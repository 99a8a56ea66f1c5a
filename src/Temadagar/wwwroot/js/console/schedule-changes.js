import { state } from '../day-words.js';
import { el } from '../dom.js';
import { words } from './speaker-words.js';

const own = words.schedules.preview;

const marks = { first: ['good', 'later'], changed: ['scarce', 'few'], removed: ['bad', 'cancelled'] };

const said = value => [value].flat().filter(Boolean).join(', ');
const written = (tag, value) => (said(value) ? el(tag, {}, said(value)) : el('span', { class: 'muted' }, own.empty));

const detail = ({ what, before, after }) => el('div', {},
  el('dt', {}, own.details[what] ?? what),
  el('dd', {}, written('del', before), el('span', { class: 'unseen' }, ` ${own.to} `), el('span', { 'aria-hidden': 'true' }, ' → '), written('ins', after)));

const change = ({ change: kind, session, details }) => el('li', {},
  el('p', {}, el('strong', {}, own.changes[kind]), session && `: ${session}`),
  details?.length > 0 && el('dl', { class: 'details' }, details.map(detail)));

/** One who gets a schedule: what is new in it, before and after, and the mail itself. */
export function recipientItem({ name, email, kind, answer, answerMessage, changes, mail }) {
  return el('li', { class: 'flow recipient' },
    el('h2', {}, name),
    el('p', {}, state(...marks[kind], own.kinds[kind]), el('span', { class: 'muted' }, ` · ${email}`)),
    answer === 'declined' && el('p', {}, el('strong', {}, own.declined), answerMessage && `: ${answerMessage}`),
    kind !== 'first' && changes.length > 0 && el('ul', { class: 'plain changes' }, changes.map(change)),
    el('details', {}, el('summary', {}, own.mail, el('span', { class: 'unseen' }, own.mailTo(name))),
      el('article', { class: 'panel letter' }, el('h3', {}, mail.subject), el('pre', {}, mail.text))));
}
