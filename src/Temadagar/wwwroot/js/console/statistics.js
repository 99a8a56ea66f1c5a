import { dayName, whenAndWhere } from '../day-words.js';
import { el, fact } from '../dom.js';
import { selectField, textField } from '../fields.js';
import { sendingForm } from '../form.js';
import { texts } from '../texts.js';
import { barChart } from './bars.js';
import { statistics, statisticsAddress } from './calls.js';
import { consolePage, notice } from './frame.js';
import { words } from './statistics-words.js';

const COLUMNS = Object.keys(words.columns);
const BARS = Object.keys(words.bars);

const asked = () => Object.fromEntries(['from', 'to'].map(name => [name, new URLSearchParams(location.search).get(name) ?? '']));

export const load = () => statistics(asked());

const hasFigures = ({ figures }) => COLUMNS.some(column => figures[column]);

/**
 * A chart and, below it, the same and more as a table. Rows: [{ name, figures }]
 * @param {{name: string, figures: object}} [total] the table's last row; no bar of it would leave room for the others
 */
function picturedTable(table, which, rows, { total, hint } = {}) {
  const heading = words.tables[table];
  return el('section', { class: 'flow', 'aria-labelledby': table }, el('h3', { id: table }, heading), hint && el('p', { class: 'hint' }, hint),
    rows.length === 0 ? el('p', {}, words.nothing) : [
      el('figure', {}, barChart(words.picture(heading, which), rows.map(({ name, figures }) => ({
        name, bars: BARS.filter(kind => figures[kind] !== null).map(kind => ({ kind, count: figures[kind], words: words.bars[kind](figures[kind]) })),
      })))),
      el('div', { class: 'scroll' }, el('table', { class: 'table cards counted' },
        el('caption', { class: 'unseen' }, words.caption(heading, which)),
        el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, heading), COLUMNS.map(column => el('th', { scope: 'col', class: 'figure' }, words.columns[column])))),
        el('tbody', {}, [...rows, total].filter(Boolean).map(({ name, figures }) => el('tr', {}, el('th', { scope: 'row' }, name),
          COLUMNS.map(column => el('td', { class: 'figure', 'data-label': words.columns[column] }, figures[column] === null ? words.unknown : String(figures[column]))))))))]);
}

function tablesOf(tables, which, days) {
  const total = { name: words.total, figures: tables.total };
  const rowsOf = (table, nameOfValue) => tables[table].filter(hasFigures).map(({ value, figures }) => ({ name: value === null ? words.rest[table] : nameOfValue(value), figures }));
  return [
    days && picturedTable('days', which, days.map(day => ({ name: `${dayName(day)}, ${whenAndWhere(day)}`, figures: day.tables.total })), { total }),
    picturedTable('participation', which, tables.participation.map(({ value, figures }) => ({ name: texts.participation[value], figures })), { total }),
    picturedTable('sectors', which, rowsOf('sectors', sector => texts.sectors[sector])),
    picturedTable('counties', which, rowsOf('counties', county => county)),
    picturedTable('professions', which, rowsOf('professions', profession => profession), { hint: words.professionsHint })];
}

/** Figures for the report, rounded where they come from: nothing exact is here to be seen. */
export function render(session, first) {
  const said = notice();
  const wanted = asked();
  const shown = el('div', { class: 'flow' });
  show(first);

  const field = (name, hint) => textField(name, { label: words[name], hint, value: wanted[name], input: value => { wanted[name] = value; } }, { type: 'date', autocomplete: 'off' });
  const range = sendingForm({
    button: words.show,
    check: () => new Map(),
    doing: 'reading',
    send: async () => {
      const found = await statistics(wanted);
      history.replaceState(null, '', `?${new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(location.search)), ...wanted })}`);
      show(found);
      said.say(words.shown(words.all));
    },
  }, el('div', { class: 'form range' }, field('from', words.rangeHint), field('to', words.rangeHint)));

  function show({ from, to, all, days }) {
    const together = from || to ? words.between(words.all, from, to) : words.all;
    const tables = el('section', { class: 'flow', 'aria-labelledby': 'chosen' });
    const choose = slug => {
      const day = days.find(one => one.themeDay === slug);
      const which = day ? `${dayName(day)}, ${whenAndWhere(day)}` : together;
      // In sight, since on paper nobody sees what was chosen.
      tables.replaceChildren(...[
        el('h2', { id: 'chosen' }, which),
        day?.frozen && el('p', {}, words.frozen),
        ...day ? tablesOf(day.tables, which) : tablesOf(all, which, days)].filter(Boolean));
      return which;
    };
    choose('');
    shown.replaceChildren(...days.length === 0 ? [el('p', {}, words.none)] : [
      el('div', { class: 'screen column' }, selectField('which', { label: words.which, input: slug => said.say(words.shown(choose(slug))) }, [
        el('option', { value: '' }, words.all),
        ...days.map(day => el('option', { value: day.themeDay }, `${dayName(day)}, ${whenAndWhere(day)}`))])),
      el('p', { class: 'actions' },
        el('button', { type: 'button', class: 'button', click: () => print() }, words.print),
        el('a', { class: 'button', href: statisticsAddress(wanted), download: true }, words.csv)),
      tables,
      el('section', { class: 'flow column', 'aria-labelledby': 'meanings' }, el('h2', { id: 'meanings' }, words.explain),
        el('dl', { class: 'facts' }, COLUMNS.map(column => fact(words.columns[column], words.meanings[column]))),
        el('p', {}, words.left))]);
  }

  return consolePage(session, { title: words.title },
    el('p', { class: 'column' }, words.lead),
    el('p', { class: 'column' }, words.rounding),
    el('div', { class: 'screen' }, range),
    said.box,
    shown);
}
