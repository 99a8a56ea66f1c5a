import { el } from '../dom.js';
import { trueNow } from './clock.js';
import { clock } from './result.js';
import { words } from './words.js';

const own = words.review;

/** What the service refused after the fact. Each stays until someone has dealt with it. */
export function reviewList(door) {
  const list = el('ul', { class: 'rows' });
  const box = el('section', { class: 'flow review', 'aria-labelledby': 'review', hidden: true }, el('h2', { id: 'review' }, own.title), el('p', {}, own.lead), list);

  function item(reviewed) {
    const { deed, kind } = reviewed;
    const [heading, what] = words.refusals[kind] ?? [reviewed.heading, reviewed.words];
    const name = deed.code ? own.code(deed.name) : deed.name;
    return el('li', {},
      el('p', {}, el('strong', {}, name), `: ${heading}`),
      el('p', { class: 'small muted' }, own.line(own.acts[deed.act], clock(deed.at))),
      what && el('p', {}, what),
      el('p', { class: 'actions' },
        kind === 'theme-day-full' && el('button', { type: 'button', class: 'button', click: () => door.again(reviewed, { id: crypto.randomUUID(), body: { ...deed.body, overbook: true } }) }, own.overbook),
        reviewed.status === 400 && deed.act === 'in' && el('button', { type: 'button', class: 'button', click: () => door.again(reviewed, { id: crypto.randomUUID(), at: trueNow().toISOString() }) }, own.now),
        reviewed.status >= 500 && el('button', { type: 'button', class: 'button', click: () => door.again(reviewed) }, own.again),
        el('button', { type: 'button', class: 'button', 'aria-label': own.dismissOf(name), click: () => door.dismiss(reviewed) }, own.dismiss)));
  }

  return {
    box,
    draw() {
      box.hidden = door.review.length === 0;
      list.replaceChildren(...door.review.map(item));
    },
  };
}
