import { el, moveTo } from '../dom.js';
import { textField } from '../fields.js';
import { fullName } from '../format.js';
import { explain } from '../problems.js';
import { people } from './calls.js';
import { words } from './releases-words.js';

const MOST = 20;

// Two of the same name and place of work are told apart.
const named = person => [fullName(person), person.organization, person.email ?? person.receipt].filter(Boolean).join(', ');

/** Those that a search finds and that are not masked yet, at the most MOST, and whether there are more. */
async function unmasked(slug, q, masked) {
  const found = [];
  let cursor = null;
  do {
    const page = await people(slug, { q, cursor });
    found.push(...page.people.filter(person => !masked.has(person.id)));
    ({ cursor } = page);
  } while (cursor && found.length <= MOST);
  return { found: found.slice(0, MOST), more: found.length > MOST };
}

/** Who is masked whole: searched for by name, chosen one by one. @param {Map<string, object>} masked by id, filled here */
export function masks(slug, masked) {
  const hits = el('ul', { class: 'points' });
  const chosen = el('ul', { class: 'points' });
  const said = el('p', { role: 'status' });
  const heading = el('legend', { tabindex: '-1' }, words.masked);
  let q = '';
  let turn = 0;

  const line = (person, text, name, click) => el('li', {}, named(person), ' ', el('button', { type: 'button', class: 'button plain', 'aria-label': name, click: () => {
    click();
    turn++;
    hits.replaceChildren();
    chosen.replaceChildren(...[...masked.values()].map(mine));
    moveTo(heading);
  } }, text));
  const mine = person => line(person, words.remove, words.unmask(named(person)), () => {
    masked.delete(person.id);
    said.textContent = '';
  });
  const hit = person => line(person, words.maskOne, words.mask(named(person)), () => {
    masked.set(person.id, person);
    said.textContent = words.isMasked(named(person));
  });

  async function search() {
    const mineTurn = ++turn;
    hits.replaceChildren();
    if (!q.trim()) {
      said.textContent = words.searchEmpty;
      return;
    }

    try {
      const { found, more } = await unmasked(slug, q, masked);
      // Whoever has searched or chosen meanwhile sees that instead.
      if (turn === mineTurn) {
        said.textContent = more ? words.moreHits(MOST) : words.hits(found.length);
        hits.replaceChildren(...found.map(hit));
      }
    } catch (error) {
      const { heading: what, words: why } = explain(error, 'reading');
      said.textContent = `${what}. ${why}`;
    }
  }

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
