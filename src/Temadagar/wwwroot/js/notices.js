import { ask } from './api.js';
import { el } from './dom.js';
import { own } from './own.js';
import { language } from './texts.js';

export const getNotices = () => ask('/api/notices');

/** What the publisher says: in English where there is an English text, else in Swedish and marked so. */
export const said = (text, tag = 'span', attributes = {}) => (language === 'en' && text.en ? el(tag, attributes, text.en) : own(text.sv, tag, attributes));

/** Shows what holds of the parts that depend on the settings; both languages stand in the page. */
export function showWhen(...conditions) {
  for (const part of document.querySelectorAll('[data-when]')) {
    part.hidden = !conditions.includes(part.dataset.when);
  }
}

/** @param {() => Iterable<Node|string>} make anew for each place, since a node has only one */
export function fill(name, make) {
  for (const place of document.querySelectorAll(`[data-fill="${name}"]`)) {
    place.replaceChildren(...make());
  }
}
