import { el } from '../dom.js';
import { stamp } from './clock.js';
import { NoStorage } from './database.js';
import { clock } from './result.js';
import { lastingRows } from './rows.js';
import { words } from './words.js';

const own = words.review;

// However things may change, the answer to these will not.
const HOPELESS = ['wrong-day', 'unknown-check-in-code', 'already-registered', 'nonce-reused'];

/** Whether the same, with its time, may be let through another time: an organizer has acted, or the clock was wrong. */
const mayBecome = ({ status, kind, faults }) => (status === 400 ? faults.includes('at') : !HOPELESS.includes(kind));

/** What the service refused after the fact. Each stays until someone has dealt with it. @param {() => void} emptied takes the focus when the last is gone */
export function reviewList(door, emptied) {
  const list = el('ul', { class: 'rows' });
  const said = el('p', { class: 'offline', role: 'status' });
  const box = el('section', { class: 'flow review', 'aria-labelledby': 'review', hidden: true }, el('h2', { id: 'review' }, own.title), el('p', {}, own.lead), list, said);
  const drawRows = lastingRows(list, emptied);

  async function attempt(deed) {
    said.textContent = '';
    try {
      await deed();
    } catch (fault) {
      if (!(fault instanceof NoStorage)) {
        throw fault;
      }

      said.textContent = own.notKept;
    }
  }

  function fill(row, reviewed) {
    const { deed, kind } = reviewed;
    const [heading, what] = words.refusals[kind] ?? [reviewed.heading, reviewed.words];
    const name = deed.code ? own.code(deed.name) : deed.name;
    const button = (text, click, about = {}) => el('button', { type: 'button', class: 'button', click: () => attempt(click), ...about }, text);
    row.replaceChildren(...[
      el('p', {}, el('strong', {}, name), `: ${heading}`),
      el('p', { class: 'small muted' }, own.line(own.acts[deed.act], clock(deed.at))),
      what && el('p', {}, what),
      el('p', { class: 'actions' },
        kind === 'theme-day-full' && button(own.overbook, () => door.again(reviewed, { id: crypto.randomUUID(), body: { ...deed.body, overbook: true } })),
        mayBecome(reviewed) && button(own.again, () => door.again(reviewed), { 'aria-label': own.againWith(name) }),
        reviewed.status === 400 && deed.act === 'in' && button(own.now, () => door.again(reviewed, { id: crypto.randomUUID(), ...stamp() })),
        button(own.dismiss, () => door.dismiss(reviewed), { 'aria-label': own.dismissOf(name) }))].filter(Boolean));
  }

  return {
    box,
    draw() {
      drawRows(door.review.map(reviewed => ({ id: reviewed.number, fill: row => fill(row, reviewed) })));
      box.hidden = door.review.length === 0;
    },
  };
}
