import { ask } from './api.js';
import { dayNameElement, dayPath, dayWhen, dayWhere } from './day-words.js';
import { el, fact, moveTo } from './dom.js';
import { fullName, longMoment } from './format.js';
import { lostLink } from './lost.js';
import { own } from './own.js';
import { ownDeed } from './own-deed.js';
import { ownPage } from './own-page.js';
import { content, page, setTitle } from './page.js';
import { explain } from './problems.js';
import { forgetSecret, keepSecret } from './secret.js';
import { texts } from './texts.js';
import { words } from './transfer-texts.js';

const PURPOSE = 'transfer';
const at = '/api/my/transfer';

const dayFacts = ({ themeDay: day, participation, answerBy }) => el('dl', { class: 'facts' },
  fact(texts.dayPage.day, el('a', { href: dayPath(day) }, dayNameElement(day))),
  fact(texts.dayPage.when, dayWhen(day)),
  participation === 'onSite' && fact(texts.dayPage.where, dayWhere(day) ? own(dayWhere(day)) : texts.day.placeLater),
  fact(words.participation, texts.participation[participation]),
  fact(words.answerBy, longMoment(answerBy)));

const details = found => [
  el('h2', {}, words.details),
  el('dl', { class: 'facts' },
    fact(words.name, fullName(found)),
    fact(texts.fields.email, found.email),
    fact(texts.fields.organization, found.organization),
    fact(texts.fields.profession, found.profession),
    fact(texts.fields.sector, texts.sectors[found.sector]),
    found.municipality && fact(texts.fields.municipality, found.municipality),
    found.phone && fact(texts.fields.phone, found.phone)),
  el('p', { class: 'muted' }, words.wrongDetails)];

/** Opening the page changes nothing; only a press does. */
function question(found, secret) {
  const about = words[found.kind];
  const waits = found.status === 'waitlisted';
  setTitle(about.heading);
  const yes = el('button', { type: 'button', class: 'button main', click: () => ownDeed(yes, panel, () => ask(`${at}/acceptance`, { method: 'POST', secret }), accepted, open) }, about.yes);
  const no = el('button', { type: 'button', class: 'button', click: () => ownDeed(no, panel, () => ask(`${at}/refusal`, { method: 'POST', secret }), () => ended(words.refused, words.refusedWords), open) }, about.no);
  const panel = el('div', { class: 'panel lone' },
    el('p', {}, found.kind === 'address' ? about.lead(found.email) : (waits ? about.leadWait : about.lead)(found.from)),
    el('p', { class: 'actions' }, yes, no));

  function accepted(reply) {
    keepSecret('registration', reply.secret);
    ended(waits && about.doneWait ? about.doneWait : about.done, about.doneWords, el('p', { class: 'actions' }, el('a', { class: 'button main', href: '/anmalan' }, words.show)));
  }

  return [page(el('h1', {}, about.heading), panel, dayFacts(found), found.kind === 'handover' && el('section', { class: 'flow part' }, details(found)), shared())];
}

function ended(title, text, ...more) {
  forgetSecret(PURPOSE);
  setTitle(title);
  const heading = el('h1', {}, title);
  content.replaceChildren(page(heading, el('p', { class: 'lead' }, text), more));
  moveTo(heading);
}

// What has ended cannot be tried again; whoever has accepted finds the registration by its own link.
const OVER = ['transfer-ended', 'transfer-accepted'];

const read = secret => ask(at, { secret }).catch(error => {
  if (OVER.includes(error.kind)) {
    return { over: error };
  }

  throw error;
});

function over(error) {
  const { heading, words: text } = explain(error, 'reading');
  setTitle(heading);
  return [page(el('h1', {}, heading), el('p', { class: 'lead' }, text), lostLink())];
}

const { open, shared } = ownPage({ purpose: PURPOSE, title: words.title, words, read, view: (found, secret) => (found.over ? over(found.over) : question(found, secret)) });
