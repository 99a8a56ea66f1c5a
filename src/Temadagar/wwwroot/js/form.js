import { NoAnswer, Refusal } from './api.js';
import { el } from './dom.js';
import { clearFaults, showFaults, showSummary } from './faults.js';
import { setFaulty } from './page.js';
import { explain } from './problems.js';
import { texts } from './texts.js';

const asking = event => event.preventDefault();

/** The browser asks before the page is left, as long as there is something to lose. */
export const unsaved = dirty => (dirty ? addEventListener : removeEventListener)('beforeunload', asking);

export const isStale = error => error instanceof Refusal && error.status === 412;
export const isGone = error => error instanceof Refusal && error.status === 404;

/** What was written stays here; what the other has written is seen beside it. */
const nowInAnotherTab = () => el('a', { href: location.pathname, target: '_blank', rel: 'noopener' }, texts.form.seeNow);

/**
 * A form that sends once at a time and says what is wrong: by field where that is known, else above itself.
 * @param {() => Map<string, string>} check faults found before anything is sent
 * @param {(unanswered: boolean) => Promise<void>} send unanswered: the try before got no answer, and may have been done
 * @param {Node[]} [beside] other ways on, after the button
 * @param {(path: string) => string} [place] the path of the field where a fault that the service found is shown
 * @param {'sending'|'reading'} [doing] reading: nothing can have been changed without our knowing
 */
export function sendingForm({ button: label, check, send, beside = [], place = path => path, doing = 'sending' }, ...fields) {
  let sending = false;
  let unanswered = false;
  const button = el('button', { class: 'button main', type: 'submit' }, label);
  const form = el('form', { class: 'flow', novalidate: true, submit }, fields, el('p', { class: 'actions' }, button, beside));

  async function submit(event) {
    event.preventDefault();
    if (sending) {
      return;
    }

    const faults = check();
    if (faults.size) {
      refuse(faults);
      return;
    }

    clearFaults(form);
    setFaulty(false);
    sending = true;
    button.setAttribute('aria-disabled', 'true');
    try {
      await send(unanswered);
      unanswered = false;
    } catch (error) {
      unanswered = error instanceof NoAnswer;
      clearFaults(form);
      if (error instanceof Refusal && (error.status === 400 || error.status === 403) && error.problem.errors) {
        emptyHoneypot();
        refuse(new Map(Object.entries(error.problem.errors).map(([path, [first]]) => [place(path), path === 'website' ? texts.form.honeypotFilled : first])));
      } else {
        const { heading, words } = explain(error, doing);
        setFaulty(true);
        showSummary(form, heading, el('p', {}, words), isStale(error) && el('p', {}, nowInAnotherTab()));
      }
    } finally {
      sending = false;
      button.removeAttribute('aria-disabled');
    }
  }

  // Whoever's browser has filled it in cannot see it.
  function emptyHoneypot() {
    const hidden = form.querySelector('#website');
    if (hidden) {
      hidden.value = '';
    }
  }

  function refuse(faults) {
    setFaulty(true);
    showFaults(form, faults);
  }

  return form;
}
