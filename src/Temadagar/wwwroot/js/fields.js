import { el } from './dom.js';
import { texts } from './texts.js';

/** "participants[0].email" as an id. */
export const idOf = path => path.replace(/[^a-z0-9]+/gi, '-').replace(/-$/, '');

const optionalMark = optional => optional && el('span', { class: 'optional' }, ` ${texts.form.optional}`);
const hintOf = (id, hint) => hint && el('p', { class: 'hint', id: `${id}-hint` }, hint);

/** A control with its label and hint above it. Its id is the path's. */
export const wrapped = (path, { label, hint, optional }, control) => {
  const id = idOf(path);
  return el('div', { class: 'field', 'data-path': path },
    el('label', { for: id }, label, optionalMark(optional)),
    hintOf(id, hint),
    control);
};

/** Where a fault of the service is shown: for a field whose id is not the name that the service knows. */
export const at = (path, field) => {
  field.dataset.path = path;
  return field;
};

/** A field of one line. */
export function textField(path, { value = '', input, ...about }, attributes = {}) {
  const id = idOf(path);
  const control = el('input', {
    id, type: 'text', 'aria-describedby': about.hint && `${id}-hint`, ...attributes, input: event => input(event.target.value),
  });
  control.value = value;
  return wrapped(path, about, control);
}

/** For one's own address. */
export const emailField = about => textField('email', about, { type: 'email', inputmode: 'email', autocomplete: 'email', spellcheck: 'false', autocapitalize: 'none' });

/** @param {Node[]} options option and optgroup elements */
export function selectField(path, { value = '', input, ...about }, options, attributes = {}) {
  const id = idOf(path);
  const control = el('select', {
    id, 'aria-describedby': about.hint && `${id}-hint`, ...attributes, change: event => input(event.target.value),
  }, options);
  control.value = value;
  return wrapped(path, about, control);
}

/** One of a few, all in sight. `choices`: [{ value, words, note }] */
export function radioField(path, { label, hint, value, input, name = path }, choices, { row = false } = {}) {
  const id = idOf(path);
  return el('fieldset', { class: 'field', 'data-path': path, 'aria-describedby': hint && `${id}-hint` },
    el('legend', {}, label),
    hintOf(id, hint),
    el('div', { class: row ? 'choices row' : 'choices' }, choices.map((choice, index) => choiceRow('radio', {
      id: index ? `${id}-${choice.value}` : id, name, value: choice.value, checked: choice.value === value, change: () => input(choice.value),
    }, choice.words, choice.note))));
}

export function choiceRow(type, attributes, words, note) {
  return el('label', { class: 'choice' }, el('input', { type, ...attributes }), el('span', { class: 'words' }, words, note));
}

/** A field that people never meet; programs that fill in everything do. */
export function honeypot() {
  return el('div', { class: 'leave', inert: true, 'aria-hidden': 'true' },
    el('label', { for: 'website' }, texts.form.honeypot),
    el('input', { id: 'website', name: 'website', type: 'text', tabindex: '-1', autocomplete: 'off' }));
}
