import { Refusal } from '../api.js';
import { dayName, isOver, whenAndWhere } from '../day-words.js';
import { el } from '../dom.js';
import { textField } from '../fields.js';
import { fullName } from '../format.js';
import { explain } from '../problems.js';
import { arrivals, cancel, exportAddress, people, themeDays } from './calls.js';
import { arrivalsChart } from './chart.js';
import { confirmed, consolePage, notice } from './frame.js';
import { placesList } from './overview.js';
import { shortMoment } from './moments.js';
import { paged } from './paged.js';
import { statusMark } from './status.js';
import { words } from './words.js';

const own = words.people;

// Someone who types has settled; each settled search is a row in the log.
const SETTLED = 350;

export async function load([slug], session) {
  const seesFigures = session.role !== 'steward';
  const [days, first, chart] = await Promise.all([
    themeDays(),
    session.role === 'reader' ? null : people(slug, { sort: 'name' }),
    seesFigures ? arrivals(slug).catch(fault => {
      // A day that is shared shows its people, and its figures to its own board only.
      if (fault instanceof Refusal && fault.status === 404) {
        return null;
      }

      throw fault;
    }) : null,
  ]);
  return { day: days.find(day => day.slug === slug), first, chart };
}

export function render(session, { day, first, chart }) {
  const door = session.role === 'steward';
  return consolePage(session, { title: dayName(day), back: { href: '/arrangor', words: words.frame.days } },
    el('p', {}, whenAndWhere(day), !day.published && [' ', el('strong', {}, words.overview.draft)]),
    placesList(day),
    tasks(day, session, { seesPeople: Boolean(first) }),
    chart && [el('h2', {}, words.chart.title), arrivalsChart(chart)],
    first && el('section', { class: 'flow', 'aria-labelledby': 'people' },
      el('h2', { id: 'people' }, own.title),
      day.mayChange && el('p', { class: 'actions' },
        el('a', { class: 'button', href: `/arrangor/temadag/${day.slug}/anmal` }, own.telephone)),
      !door && el('p', { class: 'small' }, own.export, ' ',
        ['xlsx', 'csv', 'json'].map((kind, index) => [index ? ' · ' : '', el('a', { href: exportAddress(day.slug, kind), download: true }, own.kinds[kind])])),
      el('p', { class: 'small' }, el('a', { href: `/arrangor/temadag/${day.slug}/lista` }, own.printable)),
      list(day, first, door)));
}

/** What there is to do with a day, as far as one may. */
function tasks(day, session, { seesPeople }) {
  const to = (place, label) => el('li', {}, el('a', { href: `/arrangor/temadag/${day.slug}/${place}` }, label));
  const groups = [
    [own.tasks.plan, day.mayChange && [to('redigera', own.edit), to('program', own.programme), to('scheman', own.schedules), to('delning', own.sharing)]],
    [own.tasks.registrations, day.mayChange && [to('meddelande', own.message), to('vantelista', own.waitlist), to('kost', own.kitchen), session.handlesProtected && to('skyddade', own.protected),
      to('utlamnande', own.release), to('radering', own.erasure)]],
    [own.tasks.dayItself, (day.mayChange || seesPeople && day.date) && [
      seesPeople && day.date && !isOver(day) && el('li', {}, el('a', { class: session.role === 'steward' ? 'button main' : null, href: `/incheckning/?dag=${encodeURIComponent(day.slug)}` }, own.checkIn)),
      seesPeople && day.date && to('narvaro', own.attendance),
      day.mayChange && to('intyg', own.certificates)]],
  ].filter(([, links]) => links);
  return groups.length > 0 && el('div', { class: 'tasks' }, groups.map(([heading, links]) => el('section', {}, el('h2', {}, heading), el('ul', {}, links))));
}

/** The list: search as one writes, narrow, sort, choose several. */
function list(day, first, door) {
  const asked = { q: '', status: '', sort: 'name' };
  const chosen = new Set();
  const said = notice();
  const body = el('tbody', {});
  const bulk = el('p', { class: 'actions', hidden: true });
  const { more, take, refresh } = paged({ label: own.more, body, fetch: cursor => people(day.slug, { ...asked, cursor }), show, said });
  let shown = [];
  let timer = null;
  let cancelling = false;

  const heads = [
    day.mayChange && el('th', { scope: 'col' }, el('span', { class: 'unseen' }, own.choose)),
    sortHead('name', own.name),
    sortHead('organization', own.organization),
    el('th', { scope: 'col' }, own.status),
    !door && sortHead('registeredAt', words.person.registeredAt),
  ].filter(Boolean);

  function sortHead(sort, label) {
    const head = el('th', { scope: 'col' }, el('button', { type: 'button', class: 'sort', click: () => {
      asked.sort = sort;
      markSorted();
      refresh();
    } }, label));
    head.dataset.sort = sort;
    return head;
  }

  function markSorted() {
    for (const head of heads.filter(one => one.dataset.sort)) {
      const sorted = head.dataset.sort === asked.sort;
      head.setAttribute('aria-sort', sorted ? (asked.sort === 'registeredAt' ? 'descending' : 'ascending') : 'none');
    }
  }

  function row(one) {
    const name = `${one.lastName}, ${one.firstName}`;
    const box = day.mayChange && el('input', { type: 'checkbox', 'aria-label': own.chooseOne(fullName(one)), change: event => {
      chosen[event.target.checked ? 'add' : 'delete'](one.id);
      showBulk();
    } });
    if (box) {
      box.checked = chosen.has(one.id);
      box.disabled = one.status === 'cancelled';
    }

    return el('tr', {},
      box && el('td', { class: 'pick' }, el('label', {}, box)),
      el('th', { scope: 'row' }, door ? name : el('a', { href: `/arrangor/anmalan/${one.id}` }, name)),
      el('td', { 'data-label': own.organization }, one.organization),
      el('td', { 'data-label': own.status }, statusMark(one.status), one.mailFailed && el('span', { class: 'state bad' }, own.notReached)),
      !door && el('td', { 'data-label': words.person.registeredAt, class: 'nowrap-wide' }, shortMoment(one.registeredAt)));
  }

  function show(page, append) {
    shown = append ? [...shown, ...page.people] : page.people;
    if (!append) {
      // Nobody is cancelled who is not in sight.
      [...chosen].filter(id => !shown.some(one => one.id === id)).forEach(id => chosen.delete(id));
      showBulk();
    }

    body.append(...page.people.map(row));
    said.say(shown.length ? own.shown(shown.length, Boolean(page.cursor)) : asked.q || asked.status ? own.noneFound : own.none);
  }

  function showBulk() {
    bulk.hidden = chosen.size === 0;
    bulk.replaceChildren(el('button', { type: 'button', class: 'button grave', 'aria-disabled': cancelling && 'true', click: cancelChosen }, own.cancelChosen(chosen.size)));
  }

  async function cancelChosen() {
    if (cancelling) {
      return;
    }

    const several = shown.filter(one => chosen.has(one.id));
    const ids = several.map(one => one.id);
    if (!await confirmed({ heading: own.cancelHeading(ids.length), text: own.cancelWords, items: several.map(fullName), yes: own.cancelYes(ids.length) })) {
      return;
    }

    cancelling = true;
    showBulk();
    let done = 0;
    let fault = null;
    try {
      for (const id of ids) {
        await cancel(id);
        chosen.delete(id);
        done++;
      }
    } catch (error) {
      fault = explain(error, 'sending');
    }

    await refresh();
    cancelling = false;
    showBulk();
    said.tell([done > 0 && own.cancelled(done), fault && `${fault.heading}. ${fault.words}`].filter(Boolean).join(' '), Boolean(fault));
  }

  const search = textField('q', { label: own.search, hint: door ? own.searchHintDoor : own.searchHint, input: value => {
    asked.q = value;
    clearTimeout(timer);
    timer = setTimeout(refresh, SETTLED);
  } }, { type: 'search', autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'search' });
  const filter = el('div', { class: 'field' }, el('label', { for: 'status' }, own.status),
    el('select', { id: 'status', change: event => {
      asked.status = event.target.value;
      refresh();
    } }, ['', 'confirmed', 'waitlisted', 'cancelled'].map(status => el('option', { value: status }, status ? words.status[status] : own.all))));

  markSorted();
  take(first);
  return el('div', { class: 'flow' },
    el('search', { class: 'pair' }, search, filter),
    said.box,
    bulk,
    el('div', { class: 'scroll' }, el('table', { class: 'table cards' },
      el('caption', { class: 'unseen' }, own.title), el('thead', {}, el('tr', {}, heads)), body)),
    el('p', { class: 'actions' }, more));
}
