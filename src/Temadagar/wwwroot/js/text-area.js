import { el } from './dom.js';
import { idOf, wrapped } from './fields.js';

/** A field of several lines. */
export function textArea(path, { label, hint, optional, value = '', input, rows = 8 }, attributes = {}) {
  const id = idOf(path);
  const control = el('textarea', { id, rows, 'aria-describedby': hint && `${id}-hint`, ...attributes, input: event => input(event.target.value) });
  control.value = value;
  return wrapped(path, { label, hint, optional }, control);
}
