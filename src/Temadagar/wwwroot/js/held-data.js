import { el, fact } from './dom.js';
import { fullName, longDate, longMoment } from './format.js';
import { needsFacts, words as needs } from './needs.js';
import { own } from './own.js';
import { words } from './own-data-texts.js';
import { texts } from './texts.js';

const known = (term, description) => description && fact(term, description);
const moment = (term, instant) => instant && fact(term, longMoment(instant));

/** Several of a kind, or the word that there are none. */
const section = (heading, list, facts, lead) => el('section', { class: 'flow part' }, el('h2', {}, heading), lead,
  list.length === 0 ? el('p', { class: 'muted' }, words.none)
    : el('ul', { class: 'rows' }, list.map(item => el('li', {}, el('dl', { class: 'facts' }, facts(item))))));

const registration = held => el('section', { class: 'flow part' }, el('h2', {}, words.registration), el('dl', { class: 'facts' },
  known(words.day, el('a', { href: `/temadag/${encodeURIComponent(held.themeDay)}` }, held.themeDayTitle ? own(held.themeDayTitle) : held.themeDay)),
  held.themeDayDate && known(texts.dayPage.when, longDate(held.themeDayDate)),
  known(texts.receipt.code, held.receipt),
  known(words.status, words.statuses[held.status]),
  known(words.participation, texts.participation[held.participation]),
  known(words.name, fullName(held)),
  known(texts.fields.email, held.email),
  known(texts.fields.organization, held.organization),
  known(texts.fields.profession, held.profession),
  known(texts.fields.sector, texts.sectors[held.sector]),
  known(texts.fields.language, texts.review.languages[held.language]),
  known(texts.fields.municipality, held.municipality),
  known(texts.fields.phone, held.phone),
  known(words.submittedBy, held.submittedBy),
  moment(words.takenOutAt, held.at),
  moment(words.registeredAt, held.registeredAt),
  moment(words.cancelledAt, held.cancelledAt),
  known(words.cancelReason, words.cancelReasons[held.cancelReason]),
  known(words.checkInCode, held.checkInCode)));

/** All that is held of a person under one registration, as a document to read. */
export const heldSections = held => [
  registration(held),
  el('section', { class: 'flow part' }, el('h2', {}, needs.heading), held.needs === null ? el('p', {}, words.unreadable)
    : needsFacts(held.needs).length ? el('dl', { class: 'facts' }, needsFacts(held.needs)) : el('p', { class: 'muted' }, words.none)),
  section(words.waits, held.waits, wait => [
    known(words.participation, texts.participation[wait.participation]),
    moment(words.wait.since, wait.since),
    moment(words.wait.offeredAt, wait.offeredAt),
    moment(words.wait.answerBy, wait.answerBy),
    known(words.wait.offerReason, wait.offerReason && own(wait.offerReason)),
    known(words.wait.moveReason, wait.moveReason && own(wait.moveReason)),
    moment(words.wait.endedAt, wait.endedAt),
    known(words.status, words.outcomes[wait.outcome])]),
  section(words.mails, held.mails, mail => [
    known(words.kinds[mail.kind] ?? mail.kind, mail.recipient),
    moment(words.mail.queuedAt, mail.queuedAt),
    mail.sentAt ? moment(words.mail.sentAt, mail.sentAt) : known(words.status, words.mailStates[mail.state])]),
  section(words.checkIns, held.checkIns, event => [
    moment(words.checkIn[event.kind], event.at),
    moment(words.checkIn.reportedAt, event.reportedAt),
    moment(words.checkIn.undoneAt, event.undoneAt)]),
  section(words.certificates, held.certificates, certificate => [
    known(words.certificates, certificate.number),
    moment(words.certificate.issuedAt, certificate.issuedAt),
    moment(words.certificate.replacedAt, certificate.replacedAt),
    moment(words.certificate.revokedAt, certificate.revokedAt),
    known(words.certificate.shows, certificate.showsFullName ? words.certificate.fullName : words.certificate.initials),
    known(words.certificate.reason, certificate.revocationReason && own(certificate.revocationReason))]),
  section(words.transfers, held.transfers, transfer => [
    known(words.transfer[transfer.kind], transfer.email ?? words.transferOutcomes[transfer.outcome]),
    known(words.transfer.name, transfer.firstName && fullName(transfer)),
    moment(words.transfer.askedAt, transfer.askedAt),
    transfer.endedAt ? moment(words.transfer.endedAt, transfer.endedAt) : moment(words.transfer.expiresAt, transfer.expiresAt)]),
  section(words.erasures, held.erasureRequests, request => [
    moment(words.erasure.askedAt, request.askedAt),
    known(words.erasure.message, request.message && el('span', { class: 'lines' }, request.message)),
    moment(words.erasure.answeredAt, request.answeredAt),
    known(words.status, words.outcomes[request.outcome]),
    known(words.erasure.answer, request.answer && own(request.answer, 'span', { class: 'lines' }))]),
  section(words.looks, held.looks, look => [
    known(words.look.board, look.board ?? words.look.administrator),
    known(words.look.kind, words.look.kinds[look.kind]),
    known(words.look.when, words.look.times(look.times, longMoment(look.latestAt)))],
  [el('p', {}, words.look.lead), el('p', {}, words.look.kept, held.looksSince && ` ${words.look.since(longMoment(held.looksSince))}`)]),
];
