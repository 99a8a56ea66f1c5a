import { Refusal } from '../api.js';
import { el } from '../dom.js';
import { textField } from '../fields.js';
import { explain } from '../problems.js';
import { texts } from '../texts.js';
import { arrivals, cancel, exportAddress, people, themeDays } from './calls.js';
import { arrivalsChart } from './chart.js';
import { confirmed, consolePage, notice } from './frame.js';
import { isOver, nameOf, placesList, whenAndWhere } from './overview.js';
import { shortMoment } from './moments.js';
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
  return consolePage(session, { title: nameOf(day), back: { href: '/arrangor', words: words.frame.days } },
    el('p', {}, whenAndWhere(day), !day.published && [' ', el('strong', {}, words.overview.draft)]),
    placesList(day),
    first && day.date && el('p', { class: 'actions' },
      !isOver(day) && el('a', { class: 'button', href: `/incheckning/?dag=${encodeURIComponent(day.slug)}` }, own.checkIn),
      el('a', { class: 'button', href: `/arrangor/temadag/${day.slug}/narvaro` }, own.attendance)),
    day.mayChange && el('p', { class: 'actions' },
      el('a', { class: 'button', href: `/arrangor/temadag/${day.slug}/redigera` }, own.edit),
      el('a', { class: 'button', href: `/arrangor/temadag/${day.slug}/vantelista` }, own.waitlist),
      el('a', { class: 'button', href: `/arrangor/temadag/${day.slug}/program` }, own.programme),
      el('a', { class: 'button', href: `/arrangor/temadag/${day.slug}/scheman` }, own.schedules),
      el('a', { class: 'button', href: `/arrangor/temadag/${day.slug}/meddelande` }, own.message),
      el('a', { class: 'button', href: `/arrangor/temadag/${day.slug}/intyg` }, own.certificates),
      el('a', { class: 'button', href: `/arrangor/temadag/${day.slug}/delning` }, own.sharing),
      el('a', { class: 'button', href: `/arrangor/temadag/${day.slug}/kost` }, own.kitchen),
      el('a', { class: 'button', href: `/arrangor/temadag/${day.slug}/radering` }, own.erasure),
      el('a', { class: 'button', href: `/arrangor/temadag/${day.slug}/utlamnande` }, own.release),
      session.handlesProtected && el('a', { class: 'button', href: `/arrangor/temadag/${day.slug}/skyddade` }, own.protected)),
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

/** The list: search as one writes, narrow, sort, choose several. */
function list(day, first, door) {
  const asked = { q: '', status: '', sort: 'name' };
  const chosen = new Set();
  const said = notice();
  const body = el('tbody', {});
  const more = el('button', { type: 'button', class: 'button', click: () => fetchPage(true) }, own.more);
  const bulk = el('p', { class: 'actions', hidden: true });
  let shown = [];
  let cursor = null;
  let turn = 0;
  let timer = null;

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
      fetchPage(false);
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
    const box = day.mayChange && el('input', { type: 'checkbox', 'aria-label': own.chooseOne(`${one.firstName} ${one.lastName}`), change: event => {
      chosen[event.target.checked ? 'add' : 'delete'](one.id);
      showBulk();
    } });
    if (box) {
      box.checked = chosen.has(one.id);
      box.disabled = one.status === 'cancelled';
    }

    return el('tr', {},
      box && el('td', { class: 'pick' }, box),
      el('th', { scope: 'row' }, door ? name : el('a', { href: `/arrangor/anmalan/${one.id}` }, name)),
      el('td', { 'data-label': own.organization }, one.organization),
      el('td', { 'data-label': own.status }, statusMark(one.status), one.mailFailed && el('span', { class: 'state bad' }, own.notReached)),
      !door && el('td', { 'data-label': words.person.registeredAt, class: 'nowrap-wide' }, shortMoment(one.registeredAt)));
  }

  function showPage(page, append) {
    shown = append ? [...shown, ...page.people] : page.people;
    cursor = page.cursor;
    if (!append) {
      body.replaceChildren();
      // Nobody is cancelled who is not in sight.
      [...chosen].filter(id => !shown.some(one => one.id === id)).forEach(id => chosen.delete(id));
      showBulk();
    }

    body.append(...page.people.map(row));
    more.hidden = !cursor;
    said.say(shown.length ? own.shown(shown.length, Boolean(cursor)) : asked.q || asked.status ? own.noneFound : own.none);
  }

  async function fetchPage(append) {
    if (append && !cursor) {
      return;
    }

    const mine = ++turn;
    const from = append ? cursor : '';
    // Until the reply is here there is nothing that it could go on from.
    cursor = null;
    more.hidden = true;
    try {
      const page = await people(day.slug, { ...asked, cursor: from });
      // A reply to what was asked before is no answer to what is asked now.
      if (mine === turn) {
        showPage(page, append);
        if (append) {
          body.rows[shown.length - page.people.length]?.querySelector('a, input')?.focus();
        }
      }
    } catch (error) {
      if (mine === turn) {
        const { heading, words: what } = explain(error, 'reading');
        cursor = from || null;
        more.hidden = !cursor;
        said.say(`${heading}. ${what}`, true);
      }
    }
  }

  function showBulk() {
    bulk.hidden = chosen.size === 0;
    bulk.replaceChildren(el('button', { type: 'button', class: 'button grave', click: cancelChosen }, own.cancelChosen(chosen.size)));
  }

  async function cancelChosen() {
    const several = shown.filter(one => chosen.has(one.id));
    const ids = several.map(one => one.id);
    if (!await confirmed({
      heading: own.cancelHeading(ids.length), text: own.cancelWords, items: several.map(one => `${one.firstName} ${one.lastName}`), yes: own.cancelYes(ids.length),
    })) {
      return;
    }

    let done = 0;
    try {
      for (const id of ids) {
        await cancel(id);
        chosen.delete(id);
        done++;
      }

      await fetchPage(false);
      said.say(own.cancelled(done));
    } catch (error) {
      const { heading, words: what } = explain(error, 'sending');
      await fetchPage(false);
      said.say(`${done ? `${own.cancelled(done)} ` : ''}${heading}. ${what}`, true);
    }

    showBulk();
  }

  const search = textField('q', { label: own.search, hint: door ? own.searchHintDoor : own.searchHint, input: value => {
    asked.q = value;
    clearTimeout(timer);
    timer = setTimeout(() => fetchPage(false), SETTLED);
  } }, { type: 'search', autocomplete: 'off', spellcheck: 'false', enterkeyhint: 'search' });
  const filter = el('div', { class: 'field' }, el('label', { for: 'status' }, own.status),
    el('select', { id: 'status', change: event => {
      asked.status = event.target.value;
      fetchPage(false);
    } }, ['', 'confirmed', 'waitlisted', 'cancelled'].map(status => el('option', { value: status }, status ? words.status[status] : own.all))));

  markSorted();
  showPage(first, false);
  return el('div', { class: 'flow' },
    el('search', { class: 'pair' }, search, filter),
    said.box,
    bulk,
    el('div', { class: 'scroll' }, el('table', { class: 'table cards' },
      el('caption', { class: 'unseen' }, own.title), el('thead', {}, el('tr', {}, heads)), body)),
    el('p', { class: 'actions' }, more));
}
