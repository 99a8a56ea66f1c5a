import { dayName, whenAndWhere } from '../day-words.js';
import { search } from '../door/search.js';
import { el } from '../dom.js';
import { textField } from '../fields.js';
import { unsaved } from '../form.js';
import { fullName, hours } from '../format.js';
import { texts } from '../texts.js';
import { attendanceReport } from './attendance-report.js';
import { words as own } from './attendance-words.js';
import { checkIns, enterAttendance, themeDays } from './calls.js';
import { confirmed, consolePage, notice } from './frame.js';
import { words } from './words.js';

// As many as one save takes.
const MOST = 500;

export const load = async ([slug]) => {
  const [days, door] = await Promise.all([themeDays(), checkIns(slug)]);
  return { day: days.find(one => one.slug === slug), door };
};

export function render(session, { day, door }, again) {
  const date = door.themeDay.date;
  const barred = barredBy(door);
  const list = paperList(day, expected(door), Boolean(barred), again);
  const over = date && date < door.now.slice(0, 10);
  return consolePage(session, { title: own.title(dayName(day)), back: { href: `/arrangor/temadag/${day.slug}`, words: dayName(day) } },
    el('p', {}, whenAndWhere(day)),
    notice().box,
    el('p', { class: 'actions' },
      door.mayCheckIn && date && !over && door.themeDay.state !== 'cancelled' && el('a', { class: 'button', href: `/incheckning/?dag=${encodeURIComponent(day.slug)}` }, own.checkIn),
      el('a', { class: 'button', href: `/arrangor/temadag/${day.slug}/lista` }, own.printable)),
    barred ? el('p', { class: 'notice' }, barred) : el('p', { class: 'column' }, own.lead),
    list.view,
    !barred && day.mayChange && attendanceReport(day, list.refresh));
}

const expected = door => door.people.filter(person => person.status === 'confirmed' || person.checkedInAt);

/** Why nothing can be entered, as the service would say it once all were ticked; or null. */
function barredBy({ mayCheckIn, now, themeDay: { state, date, startsAt } }) {
  const begun = date && now.slice(0, 16) >= `${date}T${startsAt ?? '00:00'}`;
  return !mayCheckIn ? own.watching : state === 'cancelled' ? own.cancelled : !date ? own.undated : !begun ? own.notYet : null;
}

/**
 * A tick for each who was there, and one save for all.
 * @returns {{view: Node, refresh: () => Promise<void>}} refresh: shows what has been recorded since; what is ticked and not saved stays so
 */
function paperList(day, all, readOnly, again) {
  const was = new Map(all.map(person => [person.id, Boolean(person.checkedInAt)]));
  const ticked = new Map(was);
  const shows = { all: () => true, missing: person => !ticked.get(person.id), there: person => ticked.get(person.id), changed: person => changes(person) };
  const asked = { q: '', show: 'all' };
  const said = notice();
  const found = el('p', { class: 'small muted', role: 'status' });
  const figure = el('p', { class: 'lead tally' });
  const left = el('span', { class: 'muted', role: 'status' });
  let rows = new Map(all.map(person => [person.id, row(person)]));
  const button = el('button', { type: 'button', class: 'button main', click: save }, own.save);
  let saving = false;

  const changes = person => ticked.get(person.id) !== was.get(person.id);
  const changed = () => all.filter(changes);

  function row(person) {
    const box = el('input', { type: 'checkbox', 'aria-label': own.thereOne(fullName(person)), disabled: readOnly, change: event => set(person, event.target.checked) });
    box.checked = ticked.get(person.id);
    const line = el('tr', {},
      el('td', { class: 'pick' }, el('label', {}, box)),
      el('th', { scope: 'row' }, `${person.lastName}, ${person.firstName}`),
      el('td', { 'data-label': own.organization }, person.organization),
      el('td', { 'data-label': own.participation }, texts.participation[person.participation]),
      el('td', { 'data-label': own.checkedIn }, person.checkedInAt && own.times(hours(person.checkedInAt), person.checkedOutAt && hours(person.checkedOutAt))));
    return { line, box };
  }

  function set(person, there) {
    ticked.set(person.id, there);
    rows.get(person.id).box.checked = there;
    said.say('');
    draw();
  }

  function draw() {
    const [there, rest] = own.count(all.filter(person => ticked.get(person.id)).length, all.length);
    figure.replaceChildren(el('strong', {}, there), rest);
    const count = changed().length;
    left.textContent = readOnly ? '' : own.unsaved(count);
    unsaved(count > 0);
  }

  const fitting = () => (asked.q.trim() ? search(all, asked.q) : all).filter(shows[asked.show]);

  // Only when something is asked for: a row that one has just ticked should not go away under the hand.
  function filter() {
    const fits = new Set(fitting().map(person => person.id));
    rows.forEach(({ line }, id) => { line.hidden = !fits.has(id); });
    found.textContent = fits.size ? own.shown(fits.size) : own.noneShown;
  }

  const field = textField('filter', { label: own.filter, hint: readOnly ? null : own.filterHint, input: value => {
    asked.q = value;
    filter();
  } }, { type: 'search', autocomplete: 'off', spellcheck: 'false', keydown: tickOnly });

  /** From the paper: a few letters, Enter, the next. */
  function tickOnly(event) {
    const [only, ...others] = event.key === 'Enter' && asked.q.trim() ? fitting() : [];
    if (!only || others.length || readOnly) {
      return;
    }

    event.preventDefault();
    set(only, !ticked.get(only.id));
    event.target.value = '';
    asked.q = '';
    filter();
    found.textContent = own.toggled(fullName(only), ticked.get(only.id));
  }

  async function save() {
    const several = changed();
    if (saving) {
      return;
    }

    if (several.length === 0) {
      said.tell(own.nothing);
      return;
    }

    const gone = several.filter(person => !ticked.get(person.id));
    if (gone.length && !await confirmed({ heading: own.removeHeading(gone.length), text: own.removeWords, items: gone.map(fullName), yes: own.removeYes })) {
      return;
    }

    saving = true;
    button.setAttribute('aria-disabled', 'true');
    try {
      for (let from = 0; from < several.length; from += MOST) {
        const part = several.slice(from, from + MOST).map(person => ({ registrationId: person.id, present: ticked.get(person.id) }));
        await enterAttendance(day.slug, part);
        part.forEach(one => was.set(one.registrationId, one.present));
      }

      // What was ticked while it was saved is still to be saved.
      draw();
      said.tell(own.saved);
    } catch (error) {
      draw();
      said.failed(error);
    } finally {
      saving = false;
      button.removeAttribute('aria-disabled');
    }
  }

  async function refresh() {
    const now = expected(await checkIns(day.slug));
    const kept = new Map(changed().map(person => [person.id, ticked.get(person.id)]));
    all = now;
    for (const { id, checkedInAt } of all) {
      was.set(id, Boolean(checkedInAt));
      ticked.set(id, kept.get(id) ?? was.get(id));
    }

    rows = new Map(all.map(person => [person.id, row(person)]));
    body.replaceChildren(...lines());
    draw();
    filter();
  }

  const lines = () => [...rows.values()].map(({ line }) => line);
  const body = el('tbody', {}, lines());
  if (all.length === 0) {
    return { view: el('p', {}, own.none), refresh: again };
  }

  draw();
  filter();
  const head = label => el('th', { scope: 'col' }, label);
  return { refresh, view: el('section', { class: 'flow', 'aria-label': words.people.title },
    figure,
    el('search', { class: 'pair' }, field, el('div', { class: 'field' }, el('label', { for: 'show' }, own.show),
      el('select', { id: 'show', change: event => {
        asked.show = event.target.value;
        filter();
      } }, Object.entries(own.shows).map(([value, text]) => el('option', { value }, text))))),
    found,
    el('div', { class: 'scroll' }, el('table', { class: 'table cards' },
      el('caption', { class: 'unseen' }, words.people.title),
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, el('span', { class: 'unseen' }, own.there)), head(own.name), head(own.organization), head(own.participation), head(own.checkedIn))),
      body)),
    said.box,
    !readOnly && el('p', { class: 'actions saving' }, button, left)) };
}
