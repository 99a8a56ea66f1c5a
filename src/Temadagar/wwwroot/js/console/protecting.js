import { el } from '../dom.js';
import { textField } from '../fields.js';
import { sendingForm } from '../form.js';
import { protect } from './protected-calls.js';
import { words } from './protected-words.js';

/** Puts a person who is in the lists under protection. */
export function protecting(person) {
  const alias = { aliasFirstName: '', aliasLastName: '' };
  const field = name => textField(name, { label: words[name], input: value => { alias[name] = value; } }, { autocomplete: 'off', spellcheck: 'false' });
  return el('section', { class: 'flow column', 'aria-labelledby': 'protecting' },
    el('h2', { id: 'protecting' }, words.protect),
    el('p', {}, words.protectWords),
    sendingForm({
      button: words.protectButton,
      check: () => new Map(),
      send: async () => {
        await protect(person.id, alias);
        location.assign(`/arrangor/temadag/${person.themeDay}/skyddade`);
      },
    }, el('div', { class: 'form' }, el('div', { class: 'pair' }, field('aliasFirstName'), field('aliasLastName')), el('p', { class: 'hint' }, words.aliasHint))));
}
