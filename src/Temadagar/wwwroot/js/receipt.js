import { dayNameElement, dayWhen, state } from './day-words.js';
import { el } from './dom.js';
import { own } from './own.js';
import { words } from './preference-words.js';
import { texts } from './texts.js';

const outcome = ({ themeDay, participation, status, places }, days) => {
  const day = days.find(candidate => candidate.slug === themeDay);
  const mark = status === 'confirmed' ? ['good', 'done'] : ['scarce', 'waiting'];
  return el('li', {},
    el('p', {}, state(...mark, el('strong', {}, texts.receipt.outcome[status](places)))),
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
      el('p', { class: 'small muted' }, texts.receipt.codeUse)),
    el('ul', { class: 'rows part' }, reply.outcomes.map(item => outcome(item, days))),
    waits && el('p', {}, texts.receipt.waiting(alone)),
    body.oneIsEnough && el('p', {}, waits ? words.waiting : words.given),
    el('h2', {}, texts.receipt.mail),
    el('p', {}, texts.receipt.mailWords(addresses.length)),
    el('ul', { class: 'points' }, addresses.map(address => el('li', {}, address))),
    el('p', {}, texts.receipt.already(alone)),
    el('h2', {}, texts.receipt.next),
    el('ul', { class: 'points' }, texts.receipt.steps(alone).map(step => el('li', {}, step))),
    el('p', { class: 'actions' },
      el('a', { class: 'button', href: '/anmalan/ny' }, texts.receipt.more),
      el('a', { class: 'button plain', href: '/' }, texts.dayPage.all)),
  ];
}
