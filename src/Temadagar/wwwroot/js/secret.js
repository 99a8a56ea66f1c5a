import { decoded } from './api.js';
import { el } from './dom.js';
import { showFaults } from './faults.js';
import { textField } from './fields.js';
import { kept } from './storage.js';
import { texts } from './texts.js';

const keyFor = purpose => `temadagar.secret.${purpose}`;

/** The code in what someone pasted: the code alone or the whole link, with what mail programs add. */
const codeIn = text => decoded(text.slice(text.lastIndexOf('#') + 1)).toLowerCase().replace(/[^a-z0-9]/g, '');

// Where storage is forbidden the page remembers by itself, until it is reloaded.
let inMemory = null;

/** The code that a link brought here, out of the address bar at once. */
export function takeSecret(purpose) {
  if (location.hash.length > 1 && !location.hash.startsWith('#till-')) {
    keepSecret(purpose, location.hash);
    history.replaceState(history.state, '', location.pathname + location.search);
  }

  const found = inMemory ?? kept.read(keyFor(purpose));
  return found ? codeIn(found) : null;
}

export function keepSecret(purpose, text) {
  inMemory = codeIn(text);
  kept.write(keyFor(purpose), inMemory);
}

export function forgetSecret(purpose) {
  inMemory = null;
  kept.forget(keyFor(purpose));
}

/** Another link opened in the same tab changes only the part after #, and loads nothing. */
export const whenLinkOpens = work => addEventListener('hashchange', () => {
  if (location.hash.length > 1 && !location.hash.startsWith('#till-')) {
    work();
  }
});

/** A field for the code in the mail. */
export function codeForm({ label, hint, button }, use, refused) {
  let text = '';
  const form = el('form', {
    class: 'flow',
    novalidate: true,
    submit: event => {
      event.preventDefault();
      if (codeIn(text)) {
        use(codeIn(text));
      } else {
        refused();
        showFaults(form, new Map([['code', texts.faults.code]]));
      }
    },
  },
  textField('code', { label, hint, input: value => { text = value; } },
    { autocomplete: 'off', spellcheck: 'false', autocapitalize: 'none' }),
  el('p', { class: 'actions' }, el('button', { type: 'submit', class: 'button main' }, button)));
  return form;
}
