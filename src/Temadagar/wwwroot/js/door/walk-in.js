import { Refusal } from '../api.js';
import { el } from '../dom.js';
import { choiceRow, selectField, textField } from '../fields.js';
import { sendingForm } from '../form.js';
import { fullName } from '../format.js';
import { languageField, sectorOptions } from '../person-fields.js';
import { texts } from '../texts.js';
import { NoStorage } from './database.js';
import { words } from './words.js';

const own = words.walkIn;

const required = ['firstName', 'lastName', 'organization', 'profession', 'sector'];

// What is to be said in words of the door's own.
const inWords = (title, detail) => new Refusal(409, { title, detail });

/**
 * The form for someone who has come without having registered.
 * @param {(done: {item: object, message: object|null}) => void} done
 */
export function walkInForm(door, { done, cancel }) {
  const body = { firstName: '', lastName: '', email: '', organization: '', profession: '', sector: '', language: 'sv' };
  let overbook = false;
  const about = (field, more = {}) => ({ label: texts.fields[field], value: body[field], input: value => { body[field] = value; }, ...more });

  const form = sendingForm({
    button: own.button,
    beside: [el('button', { type: 'button', class: 'button', click: cancel }, own.cancel)],
    check: () => new Map(required.filter(field => !body[field].trim()).map(field => [field, texts.faults[field]])),
    send: async () => {
      const { email, ...rest } = body;
      const sent = { ...rest, ...(email.trim() ? { email } : {}), participation: 'onSite', overbook };
      const outcome = await door.register(sent, fullName(body)).catch(fault => {
        throw fault instanceof NoStorage ? inWords(words.notKept, words.notKeptWords) : fault;
      });
      if (outcome.message?.refused) {
        const { status, kind, problem } = outcome.message;
        throw words.refusals[kind] ? inWords(...words.refusals[kind]) : new Refusal(status, problem);
      }

      done(outcome);
    },
  },
  el('div', { class: 'form' },
    el('div', { class: 'pair' },
      textField('firstName', about('firstName'), { autocomplete: 'off', spellcheck: 'false' }),
      textField('lastName', about('lastName'), { autocomplete: 'off', spellcheck: 'false' })),
    textField('organization', about('organization'), { autocomplete: 'off' }),
    textField('profession', about('profession'), { autocomplete: 'off' }),
    selectField('sector', about('sector'), sectorOptions()),
    textField('email', about('email', { hint: own.emailHint, optional: true }), { type: 'email', inputmode: 'email', spellcheck: 'false', autocapitalize: 'none', autocomplete: 'off' }),
    languageField('language', about('language')),
    el('div', { class: 'field' }, choiceRow('checkbox', { id: 'overbook', change: event => { overbook = event.target.checked; } }, own.overbook, el('span', { class: 'hint' }, own.overbookHint)))));
  const heading = el('h2', {}, own.title);
  return { heading, box: el('section', { class: 'flow part' }, heading, el('p', {}, own.lead), el('p', { class: 'muted' }, own.privacy), form) };
}
