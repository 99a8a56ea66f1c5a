import { el } from '../dom.js';
import { codeIn, written } from './code.js';
import { standsMark } from './result.js';
import { lastingRows } from './rows.js';
import { say } from './say.js';
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
  const drawRows = lastingRows(hits, () => input.focus());
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
    const byName = search(door.all, input.value);
    return { code, found: byCode ? [byCode, ...byName.filter(person => person.id !== byCode.id)] : byName };
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

  function personRow(person) {
    const { id, lastName, firstName, organization, participation, status, code, stands } = person;
    const { some, alike } = namesakes(door.all, person);
    return {
      id,
      looks: JSON.stringify([lastName, firstName, organization, participation, status, code, stands, some, alike]),
      fill: row => {
        const button = row.firstElementChild ?? row.appendChild(el('button', { type: 'button', class: 'hit', click: () => choose(door.now(id), null) }));
        button.replaceChildren(...[
          el('span', { class: 'who' }, `${lastName}, ${firstName}`),
          el('span', {}, organization),
          standsMark(person),
          some && el('span', { class: 'small' }, own.namesakes, alike && code && ` ${own.code(written(code))}.`)].filter(Boolean));
      },
    };
  }

  const moreRow = count => ({
    id: 'more',
    looks: `${count}`,
    fill: row => {
      row.className = 'small muted';
      row.textContent = own.more(count);
    },
  });

  const codeRow = code => ({
    id: code,
    fill: row => row.replaceChildren(el('button', { type: 'button', class: 'hit', click: () => choose(null, code) }, el('span', { class: 'who' }, own.code(written(code))))),
  });

  function draw() {
    const { code, found } = fitting();
    const unknown = found.length === 0 && code;
    say(said, !input.value.trim() || unknown ? '' : found.length === 0 ? own.none : own.found(found.length));
    drawRows([
      ...found.slice(0, MOST).map(personRow),
      ...found.length > MOST ? [moreRow(found.length - MOST)] : [],
      ...unknown ? [codeRow(code)] : []]);
  }

  return { box, input, draw };
}
