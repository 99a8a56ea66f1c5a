import { el } from '../dom.js';
import { radioField } from '../fields.js';
import { heldSections } from '../held-data.js';
import { saveFile } from '../save-file.js';
import { withReason } from './reason-dialog.js';
import { words } from './request-words.js';

/**
 * Writes down that someone has asked to be erased.
 * @param {(message: string) => Promise} send
 * @returns {Promise<string|null>} what to say of it; null: it was left
 */
export async function writeWish(name, send) {
  let asked = null;
  return await withReason({ ...words.wish, heading: words.wish.heading(name) }, async message => { asked = await send(message); }, [], 'message')
    ? (asked.outcome === 'granted' ? words.wish.granted : asked.already ? words.wish.already : words.wish.done) : null;
}

/**
 * Answers a request for erasure, for good.
 * @param {{name: string, hasEmail: boolean, wordless?: boolean}} asked wordless: only the outcome is asked for
 * @param {(outcome: string, answer: string) => Promise} send
 * @returns {Promise<string|null>} what to say of it; null: it was left
 */
export async function answerWish({ name, hasEmail, wordless = false }, send) {
  const { cases: { dialog, ...cases } } = words;
  let outcome = '';
  const outcomes = radioField('outcome', { label: cases.outcome, value: outcome, input: value => { outcome = value; } },
    Object.entries(cases.outcomes).map(([value, label]) => ({ value, words: label })));
  const said = {
    ...dialog, heading: dialog.heading(name), ...hasEmail ? { text: `${dialog.byMail} ${dialog.text}` } : { text: `${dialog.yourself} ${dialog.textYourself}`, yes: dialog.yesYourself },
  };
  return await withReason(said, text => send(outcome, text), [outcomes], wordless ? null : 'answer') ? (hasEmail ? cases.answered : cases.answeredNotTold)(name) : null;
}

/** All that is held of a person, to print or to save for them. @param {object} held as HeldData @param {object} [whole] what is saved, where it is more @param {Node[]} more what else it says */
export const heldDocument = (held, whole = held, ...more) => [
  el('p', { class: 'column screen' }, words.data.lead),
  el('p', { class: 'actions' },
    el('button', { type: 'button', class: 'button main', click: () => print() }, words.data.print),
    el('button', { type: 'button', class: 'button', click: () => saveFile(new Blob([JSON.stringify(whole, null, 2)], { type: 'application/json' }), `temadagar-${held.receipt}.json`) }, words.data.save)),
  el('div', { class: 'column flow' }, more, heldSections(held)),
];
