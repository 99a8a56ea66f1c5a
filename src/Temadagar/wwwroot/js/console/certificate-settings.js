import { el } from '../dom.js';
import { textField } from '../fields.js';
import { isStale, sendingForm, unsaved } from '../form.js';
import { changeSettings, settings } from './certificate-calls.js';
import { words } from './certificate-words.js';
import { notice } from './frame.js';
import { numberIn } from './numbers.js';

const own = words.settings;

const editable = given => ({
  threshold: String(given.threshold),
  hours: given.hours === null ? '' : String(given.hours),
  signatory: given.signatory ?? '',
  signatoryTitle: given.signatoryTitle ?? '',
});

const sent = entered => ({
  threshold: numberIn(entered.threshold),
  hours: numberIn(entered.hours),
  signatory: entered.signatory.trim() || null,
  signatoryTitle: entered.signatoryTitle.trim() || null,
});

/**
 * How much attendance gives a certificate, and what each certificate says.
 * @param {(given: object) => void} saved as they are then
 * @returns {{part: Node, dirty: () => boolean}}
 */
export function settingsPart(slug, given, saved) {
  const said = notice();
  const entered = editable(given);
  let kept = JSON.stringify(entered);
  let { version } = given;
  const dirty = () => JSON.stringify(entered) !== kept;
  const field = (name, attributes = {}) => textField(name, {
    label: own[name], hint: own[`${name}Hint`], optional: name === 'signatoryTitle', value: entered[name], input: value => { entered[name] = value; },
  }, { autocomplete: 'off', ...attributes });

  const form = sendingForm({
    button: own.save,
    check: () => {
      said.say('');
      return new Map();
    },
    send: async unanswered => {
      const written = JSON.stringify(entered);
      const now = await changeSettings(slug, { ...sent(entered), version }, version).catch(async error => {
        const theirs = unanswered && isStale(error) ? await settings(slug) : null;
        // It was our own try that got no answer.
        if (theirs && JSON.stringify(sent(editable(theirs))) === JSON.stringify(sent(entered))) {
          return theirs;
        }

        throw error;
      });
      ({ version } = now);
      kept = written;
      unsaved(dirty());
      saved(now);
      said.tell(own.saved);
    },
  },
  el('div', { class: 'form' },
    el('div', { class: 'pair' }, field('signatory', { spellcheck: 'false' }), field('signatoryTitle')),
    el('div', { class: 'pair' }, field('hours', { inputmode: 'decimal' }), field('threshold', { inputmode: 'numeric' })),
    el('p', { class: 'small muted' }, own.note)));
  form.addEventListener('input', () => unsaved(dirty()));

  return {
    dirty,
    part: el('section', { class: 'flow column', 'aria-labelledby': 'settings' }, el('h2', { id: 'settings' }, own.heading), said.box, form),
  };
}
