import { el } from '../dom.js';
import { codeIn, written } from './code.js';
import { standsMark } from './result.js';
import { namesakes, search } from './search.js';
import { words } from './words.js';

const own = words.search;

const MOST = 12;

/**
 * By name, organization or typed code. Enter checks in who is alone in fitting.
 * @param {(person: object|null, code: string|null) => void} chosen
 */
export function finder(door, chosen) {
  const said = el('p', { class: 'small muted', role: 'status' });
  const hits = el('ul', { class: 'hits', 'aria-label': own.list });
  const input = el('input', {
    id: 'find', type: 'search', autocomplete: 'off', spellcheck: 'false', autocapitalize: 'words', enterkeyhint: 'go', 'aria-describedby': 'find-hint', input: draw,
  });
  const box = el('form', { class: 'flow find', role: 'search', submit: event => {
    event.preventDefault();
    enter();
  } },
  el('div', { class: 'field' }, el('label', { for: 'find' }, own.label), el('p', { class: 'hint', id: 'find-hint' }, own.hint), input),
  said, hits);

  function fitting() {
    const code = codeIn(input.value);
    const byCode = code && door.withCode(code);
    return { code, found: byCode ? [byCode] : search(door.all, input.value) };
  }

  function choose(person, code) {
    input.value = '';
    draw();
    chosen(person, code);
  }

  function enter() {
    const { code, found } = fitting();
    if (found.length === 1) {
      choose(found[0], null);
    } else if (found.length === 0 && code) {
      choose(null, code);
    } else {
      hits.querySelector('button')?.focus();
    }
  }

  function row(person) {
    const { some, alike } = namesakes(door.all, person);
    return el('li', {}, el('button', { type: 'button', class: 'hit', click: () => choose(person, null) },
      el('span', { class: 'who' }, `${person.lastName}, ${person.firstName}`),
      el('span', {}, person.organization),
      standsMark(person),
      some && el('span', { class: 'small' }, own.namesakes, alike && person.code && ` ${own.code(written(person.code))}.`)));
  }

  function draw() {
    const { code, found } = fitting();
    const unknown = found.length === 0 && code;
    said.textContent = !input.value.trim() || unknown ? '' : found.length === 0 ? own.none : own.found(found.length);
    hits.replaceChildren(
      ...found.slice(0, MOST).map(row),
      ...found.length > MOST ? [el('li', { class: 'small muted' }, own.more(found.length - MOST))] : [],
      ...unknown ? [el('li', {}, el('button', { type: 'button', class: 'hit', click: () => choose(null, code) }, el('span', { class: 'who' }, own.code(written(code)))))] : []);
  }

  return { box, input, draw };
}
