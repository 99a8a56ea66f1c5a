import { leaveInterest, Refusal } from './api.js';
import { emailFault } from './checks.js';
import { dayName } from './day-words.js';
import { el, moveTo } from './dom.js';
import { clearFaults, showFaults, showSummary } from './faults.js';
import { emailField, honeypot } from './fields.js';
import { setTitle } from './page.js';
import { explain } from './problems.js';
import { language, texts } from './texts.js';

/** For a day that is not open yet: an address to write to when it opens. */
export function interestForm(day) {
  const words = texts.interest;
  let email = '';
  let sending = false;
  const button = el('button', { class: 'button main', type: 'submit' }, words.send);
  const form = el('form', { class: 'flow', novalidate: true, submit: send },
    emailField({ label: texts.fields.email, hint: words.hint, value: email, input: value => { email = value; } }),
    honeypot(),
    el('p', { class: 'small muted' }, words.privacy, ' ', el('a', { href: '/integritet' }, texts.form.privacyLink)),
    el('p', { class: 'actions' }, button));
  const heading = el('h2', { id: 'till-intresse' }, words.heading);
  const box = el('section', { class: 'panel lone part interest' }, heading, el('p', {}, words.lead), form);

  async function send(event) {
    event.preventDefault();
    if (sending) {
      return;
    }

    const fault = emailFault(email);
    if (fault) {
      refuse(new Map([['email', fault]]));
      return;
    }

    sending = true;
    button.setAttribute('aria-disabled', 'true');
    const website = form.querySelector('#website').value;
    try {
      await leaveInterest({ themeDay: day.slug, email: email.trim(), language, ...(website ? { website } : {}) });
      done();
    } catch (error) {
      failed(error);
    } finally {
      sending = false;
      button.removeAttribute('aria-disabled');
    }
  }

  function refuse(faults) {
    setTitle(dayName(day), true);
    showFaults(form, faults);
  }

  function failed(error) {
    clearFaults(form);
    if (error instanceof Refusal && error.status === 400 && error.problem.errors) {
      form.querySelector('#website').value = '';
      refuse(new Map(Object.entries(error.problem.errors).map(([path, [first]]) => [path, path === 'website' ? texts.form.honeypotFilled : first])));
      return;
    }

    const { heading: title, words: text } = error.kind === 'not-planned' ? words.notPlanned : explain(error, 'sending');
    setTitle(dayName(day), true);
    showSummary(form, title, el('p', {}, text), error.kind === 'not-planned' && el('p', {}, el('a', { href: location.pathname }, words.reload)));
  }

  function done() {
    setTitle(dayName(day));
    heading.textContent = words.done;
    box.className = 'panel good part interest';
    box.replaceChildren(heading, el('p', {}, words.doneWords(email.trim())), el('p', {}, words.notRegistered));
    moveTo(heading);
  }

  return box;
}
