import { dayNameElement, dayWhen, state } from './day-words.js';
import { el } from './dom.js';
import { own } from './own.js';
import { words as registering } from './registering-words.js';
import { texts } from './texts.js';

const words = registering.receipt;

const outcome = ({ themeDay, participation, status, places }, days) => {
  const day = days.find(candidate => candidate.slug === themeDay);
  const mark = status === 'confirmed' ? ['good', 'done'] : ['scarce', 'waiting'];
  return el('li', {},
    el('p', {}, state(...mark, el('strong', {}, words.outcome[status](places)))),
    day && [
      el('p', {}, dayNameElement(day), day.city && [', ', own(day.city)]),
      el('p', { class: 'muted' }, dayWhen(day)),
      el('p', { class: 'muted' }, texts.participation[participation])]);
};

/** What happened, what comes by mail and where to, and what one can do now. */
export function receipt(reply, body, days) {
  const waits = reply.outcomes.some(({ status }) => status === 'waitlisted');
  const alone = !body.submittedBy;
  const addresses = body.participants.map(person => person.email);
  return [
    el('h1', {}, texts.receipt.title),
    el('div', { class: 'panel good' },
      el('p', {}, texts.receipt.code),
      el('p', { class: 'receipt' }, reply.receipt),
      el('p', { class: 'small muted' }, words.codeUse)),
    el('ul', { class: 'rows part' }, reply.outcomes.map(item => outcome(item, days))),
    waits && el('p', {}, words.waiting(alone)),
    body.oneIsEnough && el('p', {}, words.oneIsEnough[waits ? 'waitlisted' : 'confirmed']),
    el('h2', {}, words.mail),
    el('p', {}, words.mailWords(addresses.length)),
    el('ul', { class: 'points' }, addresses.map(address => el('li', {}, address))),
    el('p', {}, words.already(alone)),
    el('h2', {}, words.next),
    el('ul', { class: 'points' }, words.steps(alone).map(step => el('li', {}, step))),
    el('p', { class: 'actions' },
      el('a', { class: 'button', href: '/anmalan/ny' }, words.more),
      el('a', { class: 'button plain', href: '/' }, texts.dayPage.all)),
  ];
}
