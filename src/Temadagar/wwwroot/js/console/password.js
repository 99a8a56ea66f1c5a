import { el, moveTo } from '../dom.js';
import { textField } from '../fields.js';
import { content, page, setTitle, show } from '../page.js';
import { forgetSecret, takeSecret, whenLinkOpens } from '../secret.js';
import { sendingForm } from '../form.js';
import { choosePassword, openInvitation } from './session.js';
import { words } from './words.js';

const PURPOSE = 'invitation';
const own = words.choose;

function render(invitation, secret) {
  const choice = invitation.first ? { name: '', email: '', password: '' } : { password: '' };
  const keep = member => value => { choice[member] = value; };
  const form = sendingForm({
    button: own.button,
    check: () => new Map(),
    send: async () => {
      const { role } = await choosePassword(secret, choice);
      forgetSecret(PURPOSE);
      location.assign(role === 'steward' ? '/incheckning/' : '/arrangor');
    },
  },
  invitation.first && textField('name', { label: own.name, input: keep('name') }, { autocomplete: 'name' }),
  invitation.first && textField('email', { label: own.email, input: keep('email') },
    { type: 'email', inputmode: 'email', autocomplete: 'username', spellcheck: 'false', autocapitalize: 'none' }),
  textField('password', { label: own.password, hint: own.hint, input: keep('password') }, { type: 'password', autocomplete: 'new-password' }));
  return page(el('h1', {}, own.title), el('p', { class: 'lead' }, invitation.first ? own.first : own.for(invitation.email)), form);
}

async function open() {
  setTitle(own.title);
  const secret = takeSecret(PURPOSE);
  if (secret) {
    await show(() => openInvitation(secret), invitation => render(invitation, secret));
  } else {
    content.replaceChildren(page(el('h1', {}, own.title), el('p', { class: 'lead' }, own.noLink)));
  }
}

whenLinkOpens(() => open().then(() => moveTo(content.querySelector('h1'))));
open();
