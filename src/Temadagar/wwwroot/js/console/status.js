import { el } from '../dom.js';
import { shape } from '../shapes.js';
import { words } from './words.js';

const marks = { confirmed: ['good', 'done'], waitlisted: ['scarce', 'waiting'], cancelled: ['quiet', 'cancelled'] };

/** A status in a word and a shape; colour says nothing alone. */
export function statusMark(status) {
  const [kind, form] = marks[status];
  return el('span', { class: `state ${kind}` }, shape(form), el('span', {}, words.status[status]));
}
