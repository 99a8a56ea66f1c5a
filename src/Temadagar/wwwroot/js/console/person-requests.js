import { el, moveTo } from '../dom.js';
import { fullName } from '../format.js';
import { askErasure } from './calls.js';
import { words } from './request-words.js';
import { writeWish } from './requests.js';

/** What an organizer does for someone who asks about their details. */
export function personRequests(person) {
  const done = el('p', { class: 'panel good', hidden: true, tabindex: '-1' });
  return [
    el('h2', { id: 'requests' }, words.heading),
    el('p', { class: 'column' }, person.email ? words.ownPage : words.noOwnPage),
    done,
    el('p', { class: 'actions' },
      !person.email && el('a', { class: 'button', href: `/arrangor/anmalan/${person.id}/uppgifter` }, words.data.open),
      el('button', { type: 'button', class: 'button', click: async () => {
        const said = await writeWish(fullName(person), message => askErasure(person.id, message));
        if (said) {
          done.hidden = false;
          done.replaceChildren(said, ' ', el('a', { href: `/arrangor/temadag/${person.themeDay}/radering` }, words.wish.toCases));
          moveTo(done);
        }
      } }, words.wish.open)),
  ];
}
