import { el } from '../dom.js';
import { idOf } from '../fields.js';

/** A field of several lines. */
export function textArea(path, { label, hint, value = '', input, rows = 8 }) {
  const id = idOf(path);
  const control = el('textarea', { id, rows, 'aria-describedby': hint && `${id}-hint`, input: event => input(event.target.value) });
  control.value = value;
  return el('div', { class: 'field', 'data-path': path }, el('label', { for: id }, label), hint && el('p', { class: 'hint', id: `${id}-hint` }, hint), control);
}
