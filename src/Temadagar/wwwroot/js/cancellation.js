import { cancelMyRegistration } from './api.js';
import { dayName, dayShort } from './day-words.js';
import { el, moveTo } from './dom.js';
import { words as own } from './mine-texts.js';
import { ownDeed } from './own-deed.js';

/**
 * The buttons that give the place back. A press asks first, in the page; only the answer changes anything.
 * @param {(mine: object) => void} done the registration as it is after
 * @param {() => void} invalid the link holds no longer
 */
export function cancelling(mine, secret, done, invalid) {
  const words = own.cancelling;
  const waiting = mine.status === 'waitlisted';
  const box = el('div', {});

  function offer() {
    const cancel = el('button', { type: 'button', class: 'button grave', click: () => ask(null) }, waiting ? words.leave : words.cancel);
    const notMe = mine.submittedBy && el('button', { type: 'button', class: 'button', click: () => ask('notMe') }, words.notMe);
    box.replaceChildren(el('p', { class: 'actions' }, cancel, notMe || ''));
    return { cancel, notMe };
  }

  function ask(reason) {
    const question = words.question[reason ?? mine.status];
    const title = el('h2', {}, question(dayName(mine.themeDay), dayShort(mine.themeDay)));
    const yes = el('button', { type: 'button', class: 'button grave', click: () => ownDeed(yes, panel, () => cancelMyRegistration(secret, reason), done, invalid) }, words.yes[reason ?? mine.status]);
    const no = el('button', {
      type: 'button',
      class: 'button',
      click: () => {
        const { cancel, notMe } = offer();
        (reason ? notMe : cancel).focus();
      },
    }, words.no[reason ?? mine.status]);
    const panel = el('div', { class: 'panel bad' }, title, el('p', {}, words.consequence[reason ?? mine.status]), el('p', { class: 'actions' }, yes, no));
    box.replaceChildren(panel);
    moveTo(title);
  }

  offer();
  return box;
}
