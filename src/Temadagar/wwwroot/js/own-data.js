import { ask } from './api.js';
import { el, moveTo } from './dom.js';
import { sendingForm } from './form.js';
import { longMoment } from './format.js';
import { heldSections } from './held-data.js';
import { lostLink } from './lost.js';
import { words as mine } from './mine-texts.js';
import { ownPage } from './own-page.js';
import { page, setTitle } from './page.js';
import { saveFile } from './save-file.js';
import { textArea } from './text-area.js';
import { words } from './own-data-texts.js';

const at = '/api/my/registration';

function asking(held, secret) {
  const about = words.asking;
  const waits = held.erasureRequests.find(request => !request.answeredAt);
  if (waits) {
    return el('section', { class: 'flow part' }, el('h2', {}, about.heading), el('p', {}, about.waits(longMoment(waits.askedAt))));
  }

  let message = '';
  const box = el('section', { class: 'flow part' }, el('h2', {}, about.heading), el('p', {}, about.lead), sendingForm({
    button: about.button,
    check: () => new Map(),
    send: async () => {
      await ask(`${at}/erasure-request`, { method: 'POST', secret, body: JSON.stringify(message.trim() ? { message: message.trim() } : {}) });
      const done = el('p', { class: 'panel good' }, about.done);
      box.replaceChildren(el('h2', {}, about.heading), done);
      moveTo(done);
    },
  }, textArea('message', { label: about.message, hint: about.hint, optional: true, rows: 3, input: value => { message = value; } })));
  return box;
}

function view(held, secret) {
  setTitle(words.title);
  const save = () => saveFile(new Blob([JSON.stringify(held, null, 2)], { type: 'application/json' }), `temadagar-${held.receipt}.json`);
  return [page(
    el('h1', {}, words.title),
    el('p', { class: 'lead' }, words.lead),
    el('p', { class: 'actions' },
      el('button', { type: 'button', class: 'button main', click: save }, words.save),
      el('a', { class: 'button', href: '/anmalan' }, words.back)),
    heldSections(held),
    asking(held, secret),
    shared())];
}

const { shared } = ownPage({ purpose: 'registration', title: words.title, words: mine, read: secret => ask(`${at}/data`, { secret }), view, lost: lostLink });
