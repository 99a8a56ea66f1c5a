import { el } from '../dom.js';

/** A table that a narrow screen shows as cards: each cell but the first in a row bears its heading in data-label. */
export const cardTable = (caption, heads, rows) => el('div', { class: 'scroll' }, el('table', { class: 'table cards' },
  el('caption', { class: 'unseen' }, caption),
  el('thead', {}, el('tr', {}, heads.map(label => el('th', { scope: 'col' }, label)))),
  el('tbody', {}, rows)));

/** A cell of it under its heading. */
export const cell = (label, ...content) => el('td', { 'data-label': label }, content);
