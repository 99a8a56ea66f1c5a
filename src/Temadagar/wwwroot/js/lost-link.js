import { ask } from './api.js';
import { emailFault } from './checks.js';
import { el, moveTo } from './dom.js';
import { emailField, honeypot } from './fields.js';
import { sendingForm } from './form.js';
import { words as own } from './mine-texts.js';
import { texts } from './texts.js';

/** For whoever does not find the mail: the link is sent to the address once more. The answer is the same whoever asks. */
export function lostLinkForm() {
  const words = own.lost;
  let email = '';
  const heading = el('h2', {}, words.heading);
  const box = el('section', { class: 'panel lone' }, heading, el('p', {}, words.lead));
  const form = sendingForm({
    button: words.button,
    check: () => new Map([['email', emailFault(email)]].filter(([, fault]) => fault)),
    send: async () => {
      const website = form.querySelector('#website').value;
      await ask('/api/lost-links', { method: 'POST', body: JSON.stringify({ email: email.trim(), ...(website ? { website } : {}) }) });
      box.className = 'panel good';
      const done = el('h2', {}, words.done);
      box.replaceChildren(done, el('p', {}, words.doneWords(email.trim())), el('p', {}, words.nothing));
      moveTo(done);
    },
  },
  emailField({ label: texts.fields.email, hint: words.hint, input: value => { email = value; } }),
  honeypot());
  box.append(form);
  return box;
}
