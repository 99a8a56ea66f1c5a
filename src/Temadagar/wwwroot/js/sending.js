import { Refusal, sendRegistration } from './api.js';
import { keyOf } from './registration-draft.js';
import { texts } from './texts.js';

let underway = false;

/**
 * Sends a submission, once: while it is under way another press does nothing.
 * The button keeps focus and says what goes on; a disabled one would lose both.
 * @returns the reply, or null where one is already under way
 */
export async function send(submission, button, announce) {
  if (underway) {
    return null;
  }

  underway = true;
  const words = button.textContent;
  button.setAttribute('aria-disabled', 'true');
  button.textContent = texts.form.sending;
  announce(texts.form.sending);
  try {
    const body = JSON.stringify(submission);
    return await sendRegistration(body, keyOf(body));
  } finally {
    underway = false;
    button.removeAttribute('aria-disabled');
    button.textContent = words;
    announce('');
  }
}

/** The server's faults, by the form's own paths; null where the refusal is of another kind. */
export function faultsOf(error, submission) {
  if (!(error instanceof Refusal) || error.status !== 400 || !error.problem.errors) {
    return null;
  }

  return new Map(Object.entries(error.problem.errors).map(([path, [first]]) => {
    if (path === 'website') {
      return [path, texts.form.honeypotFilled];
    }

    const [, index, field] = /^themeDays\[(\d+)\](?:\.(\w+))?/.exec(path) ?? [];
    if (index === undefined) {
      return [path, first];
    }

    return [field === 'participation' ? `participation/${submission.themeDays[index].slug}` : 'themeDays', first];
  }));
}

/** The slug of a day that stood in the way, or null. */
export const dayInTheWay = error => (error instanceof Refusal && [404, 409].includes(error.status) ? error.problem.themeDay ?? null : null);
