import { el } from '../dom.js';
import { textField } from '../fields.js';
import { page, setTitle } from '../page.js';
import { sendingForm } from '../form.js';
import { kept } from '../storage.js';
import { signIn } from './session.js';
import { words } from './words.js';

const own = words.signIn;
const ASKED_FOR = 'temadagar.asked-for';

/**
 * Where one goes on after a sign-in: a provider's answer leads to one place, whichever page was asked for; and whoever stands at the door goes there.
 * @returns {string|null} null: where one is
 */
export function placeAfter(session, signedInHere) {
  const asked = kept.read(ASKED_FOR) ?? (signedInHere ? location.pathname + location.search : null);
  kept.forget(ASKED_FOR);
  const place = session.role === 'steward' && asked === '/arrangor' ? '/incheckning/' : asked;
  return place && place !== location.pathname + location.search ? place : null;
}

// Why the provider's answer did not sign in, as the service says it after #. Said once: a reload begins anew.
function takeRefusal() {
  const why = location.hash.slice(1);
  if (!Object.hasOwn(own.refusals, why)) {
    return null;
  }

  history.replaceState(null, '', location.pathname + location.search);
  return el('div', { class: 'summary', role: 'group', 'aria-labelledby': 'refusal-heading' },
    el('h2', { id: 'refusal-heading' }, own.refused), el('p', {}, own.refusals[why]));
}

/**
 * @param {{oidc: {name: string, start: string} | null}} ways
 * @param {() => Promise<void>} then once signed in: the page that was asked for, unless it is another
 */
export function signInPage({ oidc }, then) {
  const refusal = takeRefusal();
  const entered = { email: '', password: '' };
  setTitle(own.title, refusal !== null);
  return page(
    el('h1', {}, own.title),
    refusal,
    el('p', { class: 'lead' }, own.lead),
    // A link, not a form: it leads to the provider, where a form of ours may not be sent.
    oidc && el('p', { class: 'actions' }, el('a', { class: 'button main', href: oidc.start, click: () => kept.write(ASKED_FOR, location.pathname + location.search) }, own.at(oidc.name))),
    oidc && el('h2', {}, own.withPassword),
    sendingForm({
      button: own.button,
      check: () => new Map([['email', own.emailMissing], ['password', own.passwordMissing]].filter(([field]) => !entered[field].trim())),
      send: async () => {
        const place = placeAfter(await signIn(entered.email, entered.password), true);
        if (place) {
          location.assign(place);
        } else {
          await then();
        }
      },
    },
    textField('email', { label: own.email, input: value => { entered.email = value; } },
      { type: 'email', inputmode: 'email', autocomplete: 'username', spellcheck: 'false', autocapitalize: 'none' }),
    textField('password', { label: own.password, input: value => { entered.password = value; } }, { type: 'password', autocomplete: 'current-password' })),
    el('p', { class: 'muted' }, own.lost));
}
