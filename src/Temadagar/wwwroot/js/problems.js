import { NoAnswer, NotFetched, Refusal } from './api.js';
import { el } from './dom.js';
import { clockAhead } from './format.js';
import { texts } from './texts.js';

const SECONDS_WHEN_NOT_SAID = 60;

/** When one who has asked too often may ask again, on their own clock. */
export const againAt = refusal => clockAhead(refusal.retryAfter ?? SECONDS_WHEN_NOT_SAID);

// An organizer is not told to ask the organizer.
const ours = () => ({ ...texts.problems.ours, ...(/^\/(arrangor|incheckning)/.test(location.pathname) ? { words: texts.problems.ours.toOrganizers } : {}) });

/**
 * What to tell someone whose call failed: what happened, and what to do.
 * @param {'reading'|'sending'} doing whether something may have been done without our knowing
 */
export function explain(error, doing) {
  const words = texts.problems;
  if (error instanceof NoAnswer) {
    return words.noAnswer[doing];
  }

  if (error instanceof NotFetched) {
    return words.notFetched;
  }

  if (!(error instanceof Refusal)) {
    console.error(error);
    return ours();
  }

  if (error.status === 429) {
    return { heading: words.tooMany.heading, words: words.tooMany.words(againAt(error)) };
  }

  if (error.status === 503) {
    return words.unavailable;
  }

  const { title, detail } = error.problem;
  return title && error.status < 500 ? { heading: title, words: detail ?? '' } : ours();
}

/** The same as a paragraph, where it is said beside what was pressed. */
export function explained(error, doing, attributes = {}) {
  const { heading, words } = explain(error, doing);
  return el('p', attributes, el('strong', {}, `${heading}. `), words);
}
