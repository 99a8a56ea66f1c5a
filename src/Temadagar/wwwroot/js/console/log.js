import { el } from '../dom.js';
import { series } from '../page.js';
import { log } from './calls.js';
import { dayNames } from './day-names.js';
import { consolePage, notice } from './frame.js';
import { words as own } from './log-words.js';
import { shortHead, shortMoment } from './moments.js';
import { paged } from './paged.js';

const subject = () => new URLSearchParams(location.search).get('om') ?? '';

export async function load() {
  const [first, nameOf, { organizers }] = await Promise.all([log({ subject: subject() }), dayNames(), series().catch(() => ({ organizers: [] }))]);
  const boards = new Map(organizers.map(board => [board.slug, board.name]));
  return { first, names: { themeDay: nameOf, board: slug => boards.get(slug) ?? slug } };
}

const pages = { themeDay: row => `/arrangor/temadag/${row.subjectName}`, registration: row => `/arrangor/anmalan/${row.subjectId}`, speaker: row => `/arrangor/medverkande/${row.subjectId}`,
  account: () => '/arrangor/konton', apiKey: () => '/arrangor/konton', informationPage: () => '/arrangor/informationssidor',
  series: () => '/arrangor/arrangorer', board: () => '/arrangor/arrangorer' };

const about = (row, names) => [
  row.subjectKind && el('a', { href: pages[row.subjectKind](row) }, names[row.subjectKind]?.(row.subjectName) ?? row.subjectName ?? own.subjects[row.subjectKind]),
  row.subjectId && !subject() && [' ', el('a', { class: 'small', href: `/arrangor/logg?om=${row.subjectId}` }, own.only)],
];

export function render(session, { first, names }) {
  const said = notice();
  const body = el('tbody', {});
  const { more, take } = paged({ label: own.more, body, fetch: cursor => log({ subject: subject(), cursor }), show, said });

  function show(page) {
    said.say('');
    body.append(...page.rows.map(row => el('tr', {},
      el('td', { 'data-label': own.at, class: 'nowrap-wide' }, shortMoment(row.at)),
      el('th', { scope: 'row' }, row.actorName ?? (row.actorKind === 'operator' ? own.operator : own.stranger), row.actorKind === 'apiKey' && el('span', { class: 'muted' }, ` (${own.apiKey})`)),
      el('td', { 'data-label': own.action }, own.actions[row.action] ?? row.action),
      el('td', { 'data-label': own.subject }, about(row, names)),
      el('td', { 'data-label': own.board }, row.board ? names.board(row.board) : ''),
      el('td', { 'data-label': own.people, class: 'figure' }, row.people === null ? '' : String(row.people)))));
  }

  take(first);
  return consolePage(session, { title: own.title },
    el('p', { class: 'column' }, own.lead),
    subject() && el('p', {}, el('a', { href: '/arrangor/logg' }, own.whole)),
    el('div', { class: 'scroll' }, el('table', { class: 'table cards' },
      el('caption', { class: 'unseen' }, own.title),
      el('thead', {}, el('tr', {}, [own.at, own.who, own.action, own.subject, own.board].map(label => el('th', { scope: 'col' }, label)), el('th', { scope: 'col', class: 'figure' }, own.people))),
      body)),
    said.box,
    el('p', { class: 'actions' }, more),
    first.head && el('div', { class: 'flow column' },
      el('p', {}, own.sealed(shortHead(`${first.head.number}:${first.head.seal}`))),
      el('p', { class: 'muted' }, own.sealedHint)));
}
