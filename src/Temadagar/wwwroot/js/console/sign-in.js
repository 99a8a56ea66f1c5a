import { el } from '../dom.js';
import { textField } from '../fields.js';
import { page, setTitle } from '../page.js';
import { sendingForm } from './form.js';
import { signIn } from './session.js';
import { words } from './words.js';

/** @param {() => Promise<void>} then once signed in: the page that was asked for */
export function signInPage(then) {
  const own = words.signIn;
  const entered = { email: '', password: '' };
  setTitle(own.title);
  return page(
    el('h1', {}, own.title),
    el('p', { class: 'lead' }, own.lead),
    sendingForm({
      title: own.title,
      button: own.button,
      check: () => new Map([['email', own.emailMissing], ['password', own.passwordMissing]].filter(([field]) => !entered[field].trim())),
      send: async () => {
        await signIn(entered.email, entered.password);
        await then();
      },
    },
    textField('email', { label: own.email, input: value => { entered.email = value; } },
      { type: 'email', inputmode: 'email', autocomplete: 'username', spellcheck: 'false', autocapitalize: 'none' }),
    textField('password', { label: own.password, input: value => { entered.password = value; } }, { type: 'password', autocomplete: 'current-password' })),
    el('p', { class: 'muted' }, own.lost));
}
