import { ask } from './api.js';
import { el, moveTo } from './dom.js';
import { sendingForm } from './form.js';
import { longDate, longMoment } from './format.js';
import { own } from './own.js';
import { ownPage } from './own-page.js';
import { content, page, setTitle } from './page.js';
import { saveFile } from './save-file.js';
import { textArea } from './text-area.js';
import { texts } from './texts.js';
import { words } from './own-data-texts.js';

const at = '/api/my/registration';

const fact = (term, description) => description && el('div', {}, el('dt', {}, term), el('dd', {}, description));
const moment = (term, instant) => instant && fact(term, longMoment(instant));

/** Several of a kind, or the word that there are none. */
const section = (heading, list, facts) => el('section', { class: 'flow part' }, el('h2', {}, heading),
  list.length === 0 ? el('p', { class: 'muted' }, words.none)
    : el('ul', { class: 'rows' }, list.map(item => el('li', {}, el('dl', { class: 'facts' }, facts(item))))));

const registration = held => el('section', { class: 'flow part' }, el('h2', {}, words.registration), el('dl', { class: 'facts' },
  fact(words.day, el('a', { href: `/temadag/${encodeURIComponent(held.themeDay)}` }, held.themeDayTitle ? own(held.themeDayTitle) : held.themeDay)),
  held.themeDayDate && fact(texts.dayPage.when, longDate(held.themeDayDate)),
  fact(texts.receipt.code, held.receipt),
  fact(words.status, words.statuses[held.status]),
  fact(words.participation, texts.participation[held.participation]),
  fact(words.name, `${held.firstName} ${held.lastName}`),
  fact(texts.fields.email, held.email),
  fact(texts.fields.organization, held.organization),
  fact(texts.fields.profession, held.profession),
  fact(texts.fields.sector, texts.sectors[held.sector]),
  fact(texts.fields.language, texts.review.languages[held.language]),
  fact(texts.fields.municipality, held.municipality),
  fact(texts.fields.phone, held.phone),
  fact(words.submittedBy, held.submittedBy),
  moment(words.registeredAt, held.registeredAt),
  moment(words.cancelledAt, held.cancelledAt),
  fact(words.checkInCode, held.checkInCode)));

const sections = held => [
  registration(held),
  section(words.waits, held.waits, wait => [
    fact(words.participation, texts.participation[wait.participation]),
    moment(words.wait.since, wait.since),
    moment(words.wait.offeredAt, wait.offeredAt),
    moment(words.wait.answerBy, wait.answerBy),
    moment(words.wait.endedAt, wait.endedAt),
    fact(words.status, words.outcomes[wait.outcome])]),
  section(words.mails, held.mails, mail => [
    fact(words.kinds[mail.kind] ?? mail.kind, mail.recipient),
    moment(words.mail.queuedAt, mail.queuedAt),
    moment(words.mail.sentAt, mail.sentAt)]),
  section(words.checkIns, held.checkIns, event => [
    moment(words.checkIn[event.kind], event.at),
    moment(words.checkIn.reportedAt, event.reportedAt),
    moment(words.checkIn.undoneAt, event.undoneAt)]),
  section(words.certificates, held.certificates, certificate => [
    fact(words.certificates, certificate.number),
    moment(words.certificate.issuedAt, certificate.issuedAt),
    moment(words.certificate.replacedAt, certificate.replacedAt),
    moment(words.certificate.revokedAt, certificate.revokedAt),
    fact(words.certificate.reason, certificate.revocationReason && own(certificate.revocationReason))]),
  section(words.transfers, held.transfers, transfer => [
    fact(words.transfer[transfer.kind], transfer.email ?? words.transferOutcomes[transfer.outcome]),
    moment(words.transfer.askedAt, transfer.askedAt),
    transfer.endedAt ? moment(words.transfer.endedAt, transfer.endedAt) : moment(words.transfer.expiresAt, transfer.expiresAt)]),
  section(words.erasures, held.erasureRequests, request => [
    moment(words.erasure.askedAt, request.askedAt),
    fact(words.erasure.message, request.message && el('span', { class: 'lines' }, request.message)),
    moment(words.erasure.answeredAt, request.answeredAt),
    fact(words.status, words.outcomes[request.outcome]),
    fact(words.erasure.answer, request.answer && own(request.answer, 'span', { class: 'lines' }))]),
];

function asking(held, secret) {
  const about = words.asking;
  const waits = held.erasureRequests.find(request => !request.answeredAt);
  if (waits) {
    return el('section', { class: 'flow part' }, el('h2', {}, about.heading), el('p', {}, about.waits(longMoment(waits.askedAt))));
  }

  let message = '';
  const box = el('section', { class: 'flow part' }, el('h2', {}, about.heading), el('p', {}, about.lead), sendingForm({
    title: words.title,
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
    sections(held),
    asking(held, secret),
    shared())];
}

const { shared } = ownPage({ purpose: 'registration', title: words.title, words, read: secret => ask(`${at}/data`, { secret }), view });
