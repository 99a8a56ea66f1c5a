import { dayName, whenAndWhere } from '../day-words.js';
import { el } from '../dom.js';
import { choiceRow, textField } from '../fields.js';
import { sendingForm } from '../form.js';
import { longMoment } from '../format.js';
import { saveFile } from '../save-file.js';
import { themeDay } from './calls.js';
import { consolePage, done, notice } from './frame.js';
import { masks } from './release-masks.js';
import { words } from './releases-words.js';
import { change, look } from './session.js';
import { cardTable, cell } from './table.js';

const at = slug => `/api/organizer/theme-days/${encodeURIComponent(slug)}/releases`;

export const load = async ([slug]) => {
  const [day, releases] = await Promise.all([themeDay(slug), look(at(slug))]);
  return { day, releases };
};

/** The list as it can be given out as a public record, and what was given out before. */
export function render(session, { day, releases }, again) {
  const title = words.title(dayName(day));
  const wanted = { reference: '', masked: new Map(), columns: new Set() };
  return consolePage(session, { title, back: { href: `/arrangor/temadag/${day.slug}`, words: dayName(day) } },
    el('p', {}, whenAndWhere(day)),
    notice().box,
    el('p', { class: 'column' }, words.lead),
    el('div', { class: 'column' }, sendingForm({
      button: words.button,
      check: () => new Map(),
      send: async () => {
        const { csv } = await change('POST', at(day.slug), {
          reference: wanted.reference, columns: [...wanted.columns], masked: [...wanted.masked.keys()],
        });
        saveFile(new Blob([csv], { type: 'text/csv;charset=utf-8' }), `utlamnande-${day.slug}.csv`);
        await again();
        done(words.done);
      },
    },
    el('div', { class: 'form' },
      textField('reference', { label: words.reference, hint: words.referenceHint, input: value => { wanted.reference = value; } }, { autocomplete: 'off', maxlength: '200' }),
      el('fieldset', { class: 'field' }, el('legend', {}, words.columns), el('div', { class: 'choices' }, Object.entries(words.column).map(([column, label]) =>
        choiceRow('checkbox', { id: `column-${column}`, change: event => wanted.columns[event.target.checked ? 'add' : 'delete'](column) }, label)))),
      masks(day.slug, wanted.masked)))),
    el('section', { class: 'flow', 'aria-labelledby': 'before' }, el('h2', { id: 'before' }, words.before),
      releases.length === 0 ? el('p', {}, words.none) : cardTable(words.before, [words.reference, words.at, words.shown, words.people, words.by], releases.map(one => el('tr', {},
        el('th', { scope: 'row' }, one.reference),
        cell(words.at, longMoment(one.releasedAt)),
        cell(words.shown, one.shown ? one.shown.split(' ').map(column => words.column[column]).join(', ') : words.nothing),
        cell(words.people, words.ofThemMasked(one.people, one.masked)),
        cell(words.by, one.actorName ?? ''))))));
}
