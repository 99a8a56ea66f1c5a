import { stateMarks } from '../certificate-states.js';
import { state } from '../day-words.js';
import { words } from './certificate-words.js';

const outcomes = {
  issue: ['good', 'done'], replace: ['scarce', 'few'], differs: ['scarce', 'later'], issued: ['quiet', 'done'], undrawable: ['bad', 'cancelled'],
  tooShort: ['quiet', 'full'], absent: ['quiet', 'closed'], notConfirmed: ['quiet', 'cancelled'], revoked: stateMarks.revoked,
};

/** A certificate's state in a word and a shape. */
export const stateMark = name => state(...stateMarks[name], words.list.states[name]);

/** What would become of a person, in a word and a shape. */
export const outcomeMark = outcome => state(...outcomes[outcome], words.review.outcomes[outcome]);

/** What one has to look at comes first. */
export const OUTCOMES = Object.keys(outcomes);
