import { leaveInterest } from './api.js';
import { emailFault } from './checks.js';
import { el, moveTo } from './dom.js';
import { showSummary } from './faults.js';
import { emailField, honeypot } from './fields.js';
import { sendingForm } from './form.js';
import { setFaulty } from './page.js';
import { language, texts } from './texts.js';

/** For a day that is not open yet: an address to write to when it opens. */
export function interestForm(day) {
  const words = texts.interest;
  let email = '';
  const form = sendingForm({
    button: words.send,
    check: () => new Map([['email', emailFault(email)]].filter(([, fault]) => fault)),
    send: async () => {
      const website = form.querySelector('#website').value;
      try {
        await leaveInterest({ themeDay: day.slug, email: email.trim(), language, ...(website ? { website } : {}) });
        done();
      } catch (error) {
        if (error.kind !== 'not-planned') {
          throw error;
        }

        setFaulty(true);
        showSummary(form, words.notPlanned.heading, el('p', {}, words.notPlanned.words), el('p', {}, el('a', { href: location.pathname }, words.reload)));
      }
    },
  },
  emailField({ label: texts.fields.email, hint: words.hint, input: value => { email = value; } }),
  honeypot(),
  el('p', { class: 'small muted' }, words.privacy, ' ', el('a', { href: '/integritet' }, texts.form.privacyLink)));
  const heading = el('h2', { id: 'till-intresse' }, words.heading);
  const box = el('section', { class: 'panel lone part interest' }, heading, el('p', {}, words.lead), form);

  function done() {
    heading.textContent = words.done;
    box.className = 'panel good part interest';
    box.replaceChildren(heading, el('p', {}, words.doneWords(email.trim())), el('p', {}, words.notRegistered));
    moveTo(heading);
  }

  return box;
}
