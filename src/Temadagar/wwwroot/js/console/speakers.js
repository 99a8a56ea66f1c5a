import { dayName, state } from '../day-words.js';
import { el } from '../dom.js';
import { textField } from '../fields.js';
import { sendingForm, unsaved } from '../form.js';
import { series } from '../page.js';
import { addSpeaker, speakers, themeDays } from './calls.js';
import { consolePage, notice, sayRemoved } from './frame.js';
import { boardField, consentChoice, languageField } from './speaker-fields.js';
import { words } from './speaker-words.js';
import { words as console } from './words.js';

const own = words.speakers;

export const load = async () => {
  const [all, days, { organizers }] = await Promise.all([speakers(), themeDays(), series()]);
  return { all, days, boards: organizers };
};

const marks = one => [
  one.correctionWaits && state('scarce', 'waiting', own.waits),
  !one.consent && state('quiet', 'closed', own.noConsent),
];

export function render(session, { all, days, boards }) {
  // Another board's day is known by its address only.
  const named = slug => dayName(days.find(day => day.slug === slug) ?? { title: slug });
  const shown = el('p', { role: 'status' });
  const body = el('tbody', {});
  const table = el('div', { class: 'scroll' }, el('table', { class: 'table cards speakers' },
    el('caption', { class: 'unseen' }, own.title),
    el('thead', {}, el('tr', {}, [own.name, console.people.organization, own.days, own.marks].map(label => el('th', { scope: 'col' }, label)))),
    body));
  const rows = all.map(one => ({
    text: [one.name, one.title, one.organization, one.email, ...one.themeDays.map(named)].filter(Boolean).join('\n').toLocaleLowerCase('sv'),
    row: el('tr', {},
      el('th', { scope: 'row' }, el('a', { href: `/arrangor/medverkande/${one.id}` }, one.name)),
      el('td', { 'data-label': console.people.organization }, one.organization),
      el('td', { 'data-label': own.days }, one.themeDays.map(named).join(', ')),
      el('td', {}, marks(one))),
  }));

  function filter(sought) {
    const parts = sought.toLocaleLowerCase('sv').split(/\s+/).filter(Boolean);
    const found = rows.filter(({ text }) => parts.every(part => text.includes(part)));
    body.replaceChildren(...found.map(({ row }) => row));
    table.hidden = !found.length;
    shown.textContent = found.length ? own.shown(found.length, rows.length) : rows.length ? own.noneFound : own.none;
  }

  filter('');
  const said = notice();
  sayRemoved(said, words.speaker.removed);
  return consolePage(session, { title: own.title },
    said.box,
    el('p', { class: 'column' }, own.lead),
    adding(session, boards),
    rows.length > 0 && el('search', { class: 'short' }, textField('q', { label: own.filter, hint: own.filterHint, input: filter }, { type: 'search', autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'search' })),
    shown,
    table);
}

function adding(session, boards) {
  const { fields, hints } = words.speaker;
  const added = { name: '', email: '', title: '', organization: '', language: 'sv', consent: false, board: session.board ?? '' };
  const field = (name, about = {}, attributes = {}) => textField(name, { label: fields[name], ...about, value: added[name], input: value => { added[name] = value; } }, { autocomplete: 'off', ...attributes });
  return el('details', { input: () => unsaved(Boolean(added.name || added.email)) }, el('summary', {}, own.add), el('div', { class: 'column' }, sendingForm({
    button: own.addButton,
    check: () => new Map(),
    send: async () => {
      const { id } = await addSpeaker({ ...added, title: added.title || null, organization: added.organization || null, board: added.board || null });
      unsaved(false);
      location.assign(`/arrangor/medverkande/${id}`);
    },
  }, el('div', { class: 'form' },
    el('p', { class: 'muted' }, own.addHint),
    field('name'),
    field('email', { hint: hints.newEmail }, { type: 'email', spellcheck: 'false' }),
    el('div', { class: 'pair' }, field('title', { optional: true }), field('organization', { optional: true })),
    languageField(added),
    boardField(added, session, boards),
    consentChoice(added)))));
}
