import { Refusal } from '../api.js';
import { el, moveTo } from '../dom.js';
import { showSummary } from '../faults.js';
import { sendingForm } from '../form.js';
import { setFaulty } from '../page.js';
import { textArea } from '../text-area.js';
import { importProgramme, previewProgramme } from './calls.js';
import { confirmed } from './frame.js';
import { wallClock } from './moments.js';
import { words } from './speaker-words.js';

const own = words.programme.paste;
const { kinds, columns, fields } = words.programme;

/**
 * A programme pasted from a spreadsheet: looked at first, then kept.
 * @param {{isDirty: () => boolean, used: () => Promise<void>}} page what stands in the table is lost when another programme is used
 */
export function pasting(slug, { isDirty, used }) {
  const review = el('div', { class: 'flow' });
  let csv = '';
  const field = textArea('csv', { label: own.label, hint: own.hint, rows: 8, input: value => {
    csv = value;
    review.replaceChildren();
  } }, { spellcheck: 'false', wrap: 'off' });
  field.querySelector('.hint').append(el('span', { class: 'example' }, el('span', {}, `${own.exampleLabel}:`), el('code', {}, own.example.join('\n'))));

  const form = sendingForm({
    button: own.button,
    doing: 'reading',
    check: () => new Map(csv.trim() ? [] : [['csv', own.missing]]),
    send: async () => {
      review.replaceChildren();
      try {
        show(await previewProgramme(slug, csv));
      } catch (error) {
        if (!(error instanceof Refusal && error.status === 400 && Object.keys(error.problem.errors ?? {}).some(path => lineOf(path)))) {
          throw error;
        }

        refuse(Object.entries(error.problem.errors));
      }
    },
  }, field);

  function refuse(errors) {
    const lines = errors.flatMap(([path, messages]) => messages.map(message => ({ line: lineOf(path), message }))).sort((one, other) => one.line - other.line);
    setFaulty(true);
    showSummary(form, own.faultHeading(new Set(lines.map(({ line }) => line)).size), el('ul', {}, lines.map(({ line, message }) => el('li', {},
      line ? el('a', { href: '#csv', click: event => {
        event.preventDefault();
        select(line);
      } }, message) : message))));
  }

  function select(line) {
    const area = field.querySelector('textarea');
    const before = area.value.split('\n').slice(0, line - 1).reduce((length, text) => length + text.length + 1, 0);
    area.focus();
    area.setSelectionRange(before, before + (area.value.split('\n')[line - 1] ?? '').length);
  }

  function show(preview) {
    const heading = el('h2', {}, own.reviewed);
    review.replaceChildren(heading,
      el('p', {}, counts(preview), ' ', own.nothing),
      table(preview),
      sendingForm({
        button: own.use,
        check: () => new Map(),
        send: async () => {
          if (isDirty() && !await confirmed({ heading: own.looseHeading, text: own.looseWords, yes: own.use })) {
            return;
          }

          await importProgramme(slug, csv, preview.version);
          await used();
        },
      }));
    moveTo(heading);
  }

  return el('details', { class: 'paste' }, el('summary', {}, own.title), el('div', { class: 'flow' }, el('div', { class: 'column' }, form), review));
}

const lineOf = path => Number(/^lines\[(\d+)\]/.exec(path)?.[1] ?? 0);

function counts({ sessions, removed }) {
  const of = change => sessions.filter(one => one.change === change).length;
  const found = { new: of('new'), changed: of('changed'), same: of('same'), removed: removed.length };
  const text = Object.entries(found).filter(([, count]) => count).map(([change, count]) => own.counts[change](count)).join(', ');
  return `${text.charAt(0).toLocaleUpperCase('sv')}${text.slice(1)}.`;
}

const names = list => (list.length ? list.join(', ') : own.nobody);

/** What a session was, as far as it becomes something else. */
const was = one => [
  one.before.title !== one.title && `${fields.title}: ${one.before.title}`,
  one.before.endsAt !== one.endsAt && own.until(wallClock(one.before.endsAt)),
  names(one.before.speakers) !== names(one.speakers.map(speaker => speaker.name)) && `${fields.speakers}: ${names(one.before.speakers)}`,
].filter(Boolean).join('; ');

function table({ sessions, removed }) {
  const rows = [...sessions, ...removed.map(one => ({ ...one, change: 'removed', speakers: [], before: null }))]
    .sort((one, other) => one.startsAt.localeCompare(other.startsAt));
  const cell = (label, text) => el('td', { 'data-label': label }, text);
  return el('div', { class: 'scroll' }, el('table', { class: 'table cards pasted' },
    el('caption', { class: 'unseen' }, own.reviewed),
    el('thead', {}, el('tr', {}, [own.change, columns.time, fields.title, columns.place, fields.speakers, own.before].map(label => el('th', { scope: 'col' }, label)))),
    el('tbody', {}, rows.map(one => el('tr', { class: one.change },
      el('td', { class: 'change' }, own.changes[one.change]),
      el('td', { 'data-label': columns.time, class: 'nowrap' }, wallClock(one.startsAt, one.endsAt)),
      el('th', { scope: 'row' }, one.change === 'removed' ? el('del', {}, one.title) : one.title),
      cell(columns.place, [kinds[one.kind], one.room].filter(Boolean).join(', ')),
      cell(fields.speakers, one.speakers.map(speaker => speaker.name).join(', ')),
      cell(own.before, one.before ? was(one) : ''))))));
}
