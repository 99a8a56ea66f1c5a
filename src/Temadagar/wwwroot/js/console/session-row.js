import { el } from '../dom.js';
import { selectField, textField } from '../fields.js';
import { ownHtml } from '../own.js';
import { explain } from '../problems.js';
import { textArea } from '../text-area.js';
import { previewMarkdown } from './calls.js';
import { wallClock } from './moments.js';
import { sessionSpeakers } from './session-speakers.js';
import { words } from './speaker-words.js';

const own = words.programme;

let made = 0;

/** A session as it is edited: what is written, and the rows of the table that it is written in. */
export function sessionRow(session, table) {
  const key = `session-${++made}`;
  const row = {
    id: session.id ?? null,
    startsAt: session.startsAt ?? '',
    endsAt: session.endsAt ?? '',
    title: session.title ?? '',
    kind: session.kind ?? 'talk',
    room: session.room ?? '',
    speakers: session.speakers ?? [],
    abstract: session.abstract ?? '',
    removed: false,
  };
  const numbers = [];
  // Which row a field or a button belongs to, for those who do not see the table.
  const about = () => {
    const number = el('span', { class: 'unseen' });
    numbers.push(number);
    return number;
  };
  const set = name => value => {
    row[name] = value;
    table.changed();
  };
  const paths = new Map();
  const placed = (name, field) => {
    paths.set(name, field);
    field.querySelector(':scope > label')?.append(about());
    return field;
  };
  const field = (name, attributes = {}) => placed(name, textField(`${key}.${name}`, { label: own.fields[name], value: row[name], input: set(name) }, { autocomplete: 'off', ...attributes }));
  const icon = (sign, label, click) => el('button', { type: 'button', class: 'icon', title: label, click }, el('span', { 'aria-hidden': 'true' }, sign), el('span', { class: 'unseen' }, label), about());

  const number = el('span', { class: 'number small muted' });
  const remove = icon('×', own.remove, () => removing(true));
  const undo = el('button', { type: 'button', class: 'button plain', click: () => removing(false) }, own.undo);
  const gone = el('span', {});
  const goneRow = el('tr', { class: 'gone', hidden: true }, el('td', { colspan: '6' }, gone, ' ', undo));
  const editing = el('tr', {},
    el('td', { class: 'mover' },
      el('span', { class: 'handle', draggable: 'true', title: own.drag, 'aria-hidden': 'true' }, '⠿'),
      number,
      el('span', { class: 'steps' }, icon('↑', own.up, () => table.step(row, -1)), icon('↓', own.down, () => table.step(row, 1)))),
    el('td', { class: 'time' }, field('startsAt', { type: 'time' }), field('endsAt', { type: 'time' })),
    el('td', { class: 'what' }, field('title', { maxlength: '200' }), abstract()),
    el('td', { class: 'where' },
      placed('kind', selectField(`${key}.kind`, { label: own.fields.kind, value: row.kind, input: set('kind') }, Object.entries(own.kinds).map(([value, label]) => el('option', { value }, label)))),
      field('room', { placeholder: own.fields.room, maxlength: '100', list: 'rooms' })),
    el('td', { class: 'who' }, placed('speakers', sessionSpeakers(row, { id: `${key}-speakers`, choices: table.choices, changed: table.changed, announce: table.announce, about }))),
    el('td', { class: 'end' }, remove));
  row.element = el('tbody', { class: 'session' }, editing, goneRow);

  row.name = () => (row.title.trim() ? `”${row.title.trim()}”` : own.untitled);

  /** Its place in the table, from 1. */
  row.number = place => {
    row.label = own.row(place, wallClock(row.startsAt));
    number.textContent = own.row(place);
    row.element.dataset.about = own.row(place);
    numbers.forEach(one => { one.textContent = ` ${own.row(place).toLowerCase()}`; });
  };

  /** Its index in what is sent, so that a fault finds its field. */
  row.sentAs = index => paths.forEach((element, name) => { element.dataset.path = `sessions[${index}].${name}`; });

  row.retime = times => {
    for (const [name, time] of Object.entries(times)) {
      row[name] = time;
      paths.get(name).querySelector('input').value = time;
    }
  };

  row.focus = () => paths.get('title').querySelector('input').focus();

  function removing(removed) {
    row.removed = removed;
    [editing.hidden, goneRow.hidden] = [removed, !removed];
    gone.textContent = own.removed(row.name());
    table.announce(removed ? own.removed(row.name()) : own.undone(row.name()));
    table.changed();
    (removed ? undo : remove).focus();
  }

  function abstract() {
    const mark = el('span', { class: 'muted' });
    const shown = el('div', { class: 'panel', hidden: true, role: 'status' });
    const marked = () => { mark.textContent = row.abstract.trim() ? ` (${own.has})` : ''; };
    const show = async () => {
      shown.hidden = false;
      try {
        const { html } = await previewMarkdown(row.abstract);
        shown.replaceChildren(html ? ownHtml(html) : own.noPreview);
      } catch (error) {
        const { heading, words: what } = explain(error, 'reading');
        shown.replaceChildren(`${heading}. ${what}`);
      }
    };
    marked();
    return el('details', {}, el('summary', {}, own.abstract, mark, about()), el('div', { class: 'flow' },
      placed('abstract', textArea(`${key}.abstract`, { label: own.fields.abstract, hint: own.abstractHint, rows: 5, value: row.abstract, input: value => {
        set('abstract')(value);
        marked();
      } }, { maxlength: '4000' })),
      el('p', {}, el('button', { type: 'button', class: 'button small', click: show }, own.preview)),
      shown));
  }

  return row;
}

/** As the API has it. */
export const sessionOf = row => ({
  ...(row.id ? { id: row.id } : {}),
  startsAt: row.startsAt || null,
  endsAt: row.endsAt || null,
  title: row.title,
  kind: row.kind,
  room: row.room || null,
  speakers: row.speakers,
  abstract: row.abstract || null,
});
