import { state } from '../day-words.js';
import { el } from '../dom.js';
import { breaking } from '../organizers.js';
import { mails } from './calls.js';
import { dayNames } from './day-names.js';
import { consolePage, notice } from './frame.js';
import { shortMoment } from './moments.js';
import { paged } from './paged.js';
import { words } from './words.js';

const own = words.mails;

const marks = { queued: ['scarce', 'waiting'], sending: ['scarce', 'waiting'], sent: ['good', 'done'], failed: ['bad', 'cancelled'] };

/** A mail's state in a word and a shape. */
export const mailMark = standing => state(...marks[standing], own.states[standing]);

export const kindOf = mail => own.kinds[mail.kind] ?? mail.kind;

/** Whom a mail went to; what was erased says so. */
export const recipientOf = mail => (mail.recipient ? [mail.recipientName && `${mail.recipientName}, `, breaking(mail.recipient)] : own.erased);

const row = (mail, nameOf) => el('tr', {},
  el('th', { scope: 'row' }, el('a', { href: `/arrangor/mejl/${mail.id}` }, kindOf(mail))),
  nameOf && el('td', { 'data-label': own.to, class: 'address' }, recipientOf(mail)),
  nameOf && el('td', { 'data-label': own.day }, nameOf(mail.themeDay)),
  el('td', { 'data-label': own.state }, mailMark(mail.state)),
  el('td', { 'data-label': own.at, class: 'nowrap-wide' }, shortMoment(mail.sentAt ?? mail.createdAt)));

/** @param {(slug: string) => string} [nameOf] of days; without it they are of one person on one day, and neither is told */
export function mailTable(list, nameOf, body = el('tbody', {})) {
  body.append(...list.map(mail => row(mail, nameOf)));
  return el('div', { class: 'scroll' }, el('table', { class: 'table cards' },
    el('caption', { class: 'unseen' }, own.title),
    el('thead', {}, el('tr', {}, [own.what, nameOf && own.to, nameOf && own.day, own.state, own.at].filter(Boolean).map(label => el('th', { scope: 'col' }, label)))),
    body));
}

const themeDay = () => new URLSearchParams(location.search).get('dag') ?? '';

export const load = async () => {
  const [first, nameOf] = await Promise.all([mails({ themeDay: themeDay() }), dayNames()]);
  return { first, nameOf };
};

export function render(session, { first, nameOf }) {
  const asked = { themeDay: themeDay(), state: '' };
  const said = notice();
  const body = el('tbody', {});
  const table = mailTable([], nameOf, body);
  const { more, take, refresh } = paged({
    label: own.more,
    body,
    fetch: cursor => mails({ ...asked, cursor }),
    show: page => {
      body.append(...page.mails.map(mail => row(mail, nameOf)));
      table.hidden = !body.rows.length;
      said.say(body.rows.length ? '' : own.none);
    },
    said,
  });
  take(first);
  return consolePage(session, { title: own.title },
    el('p', {}, own.lead),
    asked.themeDay && el('p', {}, own.about(nameOf(asked.themeDay)), ' ', el('a', { href: '/arrangor/mejl' }, own.all)),
    el('div', { class: 'field short' }, el('label', { for: 'state' }, own.state),
      el('select', { id: 'state', change: event => {
        asked.state = event.target.value;
        refresh();
      } }, ['', ...Object.keys(own.states)].map(standing => el('option', { value: standing }, standing ? own.states[standing] : words.people.all)))),
    said.box,
    table,
    el('p', { class: 'actions' }, more));
}
