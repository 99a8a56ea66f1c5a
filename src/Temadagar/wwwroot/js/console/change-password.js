import { el } from '../dom.js';
import { textField } from '../fields.js';
import { sendingForm } from '../form.js';
import { content } from '../page.js';
import { words as own } from './change-password-words.js';
import { consolePage, done, notice } from './frame.js';
import { changePassword } from './session.js';
import { words } from './words.js';

export const load = async () => null;

export function render(session) {
  const back = { href: '/arrangor', words: words.frame.days };
  if (!session.passwordChosen) {
    return consolePage(session, { title: own.title, back }, el('p', {}, own.none));
  }

  const written = { current: '', new: '' };
  return consolePage(session, { title: own.title, back },
    el('p', {}, own.lead),
    notice().box,
    el('div', { class: 'column' }, sendingForm({
      button: own.button,
      check: () => new Map([['current', own.currentMissing], ['new', own.chosenMissing]].filter(([field]) => !written[field])),
      send: async () => {
        const changed = await changePassword(written.current, written.new);
        content.replaceChildren(render(changed));
        done(own.done);
      },
    },
    textField('current', { label: own.current, input: value => { written.current = value; } }, { type: 'password', autocomplete: 'current-password' }),
    textField('new', { label: own.chosen, hint: words.choose.hint, input: value => { written.new = value; } }, { type: 'password', autocomplete: 'new-password' }))));
}
