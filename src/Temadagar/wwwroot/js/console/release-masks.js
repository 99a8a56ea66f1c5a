import { el, moveTo } from '../dom.js';
import { textField } from '../fields.js';
import { fullName } from '../format.js';
import { explain } from '../problems.js';
import { people } from './calls.js';
import { words } from './releases-words.js';

const MOST = '20';
const named = person => [fullName(person), person.organization].filter(Boolean).join(', ');

/** Who is masked whole: searched for by name, chosen one by one. @param {Map<string, object>} masked by id, filled here */
export function masks(slug, masked) {
  const hits = el('div', { class: 'flow' });
  const chosen = el('ul', { class: 'points' });
  const said = el('p', { class: 'small', role: 'status' });
  let q = '';

  function draw() {
    chosen.replaceChildren(...[...masked.values()].map(person => el('li', {}, named(person), ' ',
      el('button', { type: 'button', class: 'button plain', 'aria-label': words.unmask(named(person)), click: () => {
        masked.delete(person.id);
        draw();
        moveTo(heading);
      } }, words.remove))));
  }

  async function search() {
    if (!q.trim()) {
      return;
    }

    try {
      const found = (await people(slug, { q, take: MOST })).people.filter(person => !masked.has(person.id));
      said.textContent = words.hits(found.length);
      hits.replaceChildren(...found.map(person => el('button', { type: 'button', class: 'button hit', click: () => {
        masked.set(person.id, person);
        hits.replaceChildren();
        said.textContent = words.isMasked(named(person));
        draw();
        moveTo(heading);
      } }, words.mask(named(person)))));
    } catch (error) {
      const { heading: what, words: why } = explain(error, 'reading');
      said.textContent = `${what}. ${why}`;
    }
  }

  const heading = el('legend', { tabindex: '-1' }, words.masked);
  return el('fieldset', { class: 'field group flow' }, heading,
    chosen,
    textField('mask-search', { label: words.search, hint: words.searchHint, optional: true, input: value => { q = value; } }, { autocomplete: 'off', spellcheck: 'false', keydown: event => {
      if (event.key === 'Enter') {
        event.preventDefault();
        search();
      }
    } }),
    el('p', { class: 'actions' }, el('button', { type: 'button', class: 'button', click: search }, words.searchButton)),
    said, hits);
}
