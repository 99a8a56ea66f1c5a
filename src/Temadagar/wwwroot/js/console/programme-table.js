import { el } from '../dom.js';
import { wallClock } from './moments.js';
import { moved, plus, stepFrom } from './programme-order.js';
import { sessionOf, sessionRow } from './session-row.js';
import { words } from './speaker-words.js';

const own = words.programme;

// As long as most breaks; the organizer changes it.
const USUAL_LENGTH = 30;

/**
 * The programme as a table that is written in. Rows change places by dragging, by buttons and by Alt and an arrow.
 * @param {{startsAt: string|null, sessions: object[], speakers: object[]}} programme
 * @param {() => void} changed
 */
export function programmeTable(programme, changed) {
  const status = el('p', { class: 'unseen', role: 'status' });
  const rooms = el('datalist', { id: 'rooms' });
  const columns = Object.entries(own.columns).map(([name, label]) => el('th', { scope: 'col' }, ['move', 'remove'].includes(name) ? el('span', { class: 'unseen' }, label) : label));
  const element = el('table', { class: 'table programme-table', keydown, dragstart, dragover, drop, dragend },
    el('caption', { class: 'unseen' }, own.columns.session), el('thead', {}, el('tr', {}, columns)));
  const empty = el('p', { class: 'muted' }, own.none);
  const table = { choices: programme.speakers, announce, step, changed: renumbered };
  const rowOf = new Map();
  let dragged = null;

  // Emptied first: the same words a second time would not be said.
  function announce(text) {
    status.textContent = '';
    requestAnimationFrame(() => { status.textContent = text; });
  }

  /** Those that are kept, in order. */
  const rows = () => [...element.tBodies].map(body => rowOf.get(body)).filter(row => !row.removed);

  function append(session) {
    const row = sessionRow(session, table);
    rowOf.set(row.element, row);
    element.append(row.element);
    return row;
  }

  function renumbered() {
    const kept = rows();
    kept.forEach((row, index) => row.number(index + 1));
    rooms.replaceChildren(...[...new Set(kept.map(row => row.room.trim()).filter(Boolean))].map(room => el('option', { value: room })));
    element.hidden = !element.tBodies.length;
    empty.hidden = !element.hidden;
    changed();
  }

  function step(row, way) {
    const kept = rows();
    const from = kept.indexOf(row);
    const to = stepFrom(kept, from, way);
    if (to === from) {
      table.announce(way < 0 ? own.first : own.last);
    } else {
      move(from, to);
    }
  }

  function move(from, wanted) {
    const kept = rows();
    const row = kept[from];
    // A node that is moved loses focus.
    const focused = document.activeElement;
    const { rows: order, times } = moved(kept, from, wanted);
    const to = order.indexOf(row);
    if (to > from) {
      order[to - 1].element.after(row.element);
    } else {
      order[to + 1]?.element.before(row.element);
    }

    times.forEach((time, one) => one.retime(time));
    if (row.element.contains(focused)) {
      focused.focus();
    }

    table.announce(own.moved(row.name(), to + 1, order.length, wallClock(row.startsAt, row.endsAt)));
    renumbered();
  }

  function keydown(event) {
    const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const row = rowOf.get(event.target.closest('tbody'));
    // There the browser has its own meaning for the keys: it opens the list or the clock.
    if (!event.altKey || !way || !row || row.removed || event.target.matches('select, textarea, input[type="time"]')) {
      return;
    }

    event.preventDefault();
    step(row, way);
  }

  function dragstart(event) {
    dragged = event.target.closest?.('.handle') ? rowOf.get(event.target.closest('tbody')) : null;
    if (dragged) {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', dragged.title);
      event.dataTransfer.setDragImage(dragged.element, 16, 16);
      dragged.element.classList.add('dragged');
    }
  }

  // The place in the order without the row that is dragged: before the first row whose middle is below the pointer.
  function placeAt(y) {
    const others = rows().filter(row => row !== dragged);
    const index = others.findIndex(({ element: body }) => {
      const { top, height } = body.getBoundingClientRect();
      return y < top + height / 2;
    });
    return { others, to: index < 0 ? others.length : index };
  }

  function dragover(event) {
    if (!dragged) {
      return;
    }

    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    const { others, to } = placeAt(event.clientY);
    unmark();
    (others[to] ?? others.at(-1))?.element.classList.add(others[to] ? 'drop-before' : 'drop-after');
  }

  function drop(event) {
    if (!dragged) {
      return;
    }

    event.preventDefault();
    const from = rows().indexOf(dragged);
    const { to } = placeAt(event.clientY);
    if (to !== from) {
      move(from, to);
    }
  }

  function dragend() {
    unmark();
    dragged?.element.classList.remove('dragged');
    dragged = null;
  }

  const unmark = () => element.querySelectorAll('.drop-before, .drop-after').forEach(body => body.classList.remove('drop-before', 'drop-after'));

  function add() {
    const last = rows().at(-1);
    const startsAt = (last ? last.endsAt : programme.startsAt) ?? '';
    const row = append({ startsAt, endsAt: startsAt && plus(startsAt, USUAL_LENGTH), room: last?.room });
    renumbered();
    row.focus();
  }

  programme.sessions.forEach(append);
  renumbered();
  return {
    parts: [element, empty, rooms, status, el('p', {}, el('button', { type: 'button', class: 'button', click: add }, own.add))],
    rows,
    sessions: () => rows().map(sessionOf),
    /** Before a sending: its faults come back by index. */
    numberAsSent: () => rows().forEach((row, index) => row.sentAs(index)),
  };
}
