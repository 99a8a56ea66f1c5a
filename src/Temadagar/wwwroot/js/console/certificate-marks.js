import { el } from '../dom.js';
import { shape } from '../shapes.js';
import { words } from './certificate-words.js';

const states = { valid: ['good', 'done'], replaced: ['quiet', 'closed'], revoked: ['bad', 'cancelled'] };
const outcomes = {
  issue: ['good', 'done'], replace: ['scarce', 'few'], issued: ['quiet', 'done'], undrawable: ['bad', 'cancelled'],
  tooShort: ['quiet', 'full'], absent: ['quiet', 'closed'], notConfirmed: ['quiet', 'cancelled'], revoked: ['bad', 'cancelled'],
};

const mark = ([kind, form], text) => el('span', { class: `state ${kind}` }, shape(form), el('span', {}, text));

/** A certificate's state in a word and a shape. */
export const stateMark = state => mark(states[state], words.list.states[state]);

/** What would become of a person, in a word and a shape. */
export const outcomeMark = outcome => mark(outcomes[outcome], words.review.outcomes[outcome]);

/** What one has to look at comes first. */
export const OUTCOMES = Object.keys(outcomes);
