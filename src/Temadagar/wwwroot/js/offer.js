import { ask as call } from './api.js';
import { dayName, dayShort } from './day-words.js';
import { el, moveTo } from './dom.js';
import { longMoment } from './format.js';
import { words as own } from './mine-texts.js';
import { ownDeed } from './own-deed.js';
import { texts } from './texts.js';

/**
 * A place that is kept for whoever waits: take it, or decline it after a question. Only a press answers.
 * @param {{participation: string, offer: {id: string, answerBy: string}}} wait
 * @param {(mine: object) => void} done the registration as it is after
 * @param {() => void} invalid the link holds no longer
 */
export function answering(mine, { participation, offer }, secret, done, invalid) {
  const words = own.offer;
  const box = el('div', { class: 'panel good' });
  const answer = (button, kind) => ownDeed(button, box, () => call(`/api/my/registration/offers/${offer.id}/${kind}`, { method: 'POST', secret }), done, invalid);

  function choose() {
    const take = el('button', { type: 'button', class: 'button main', click: () => answer(take, 'claim') }, words.claim);
    const decline = el('button', { type: 'button', class: 'button', click: ask }, words.decline);
    box.replaceChildren(
      el('h2', {}, words.heading(texts.participation[participation])),
      el('p', {}, words.until, ' ', el('strong', {}, longMoment(offer.answerBy)), '. ', words.otherwise, mine.status === 'confirmed' && [' ', words.replaces]),
      el('p', { class: 'actions' }, take, decline));
    return decline;
  }

  function ask() {
    const title = el('h2', {}, words.question(dayName(mine.themeDay), dayShort(mine.themeDay)));
    const yes = el('button', { type: 'button', class: 'button grave', click: () => answer(yes, 'decline') }, words.yes);
    const no = el('button', { type: 'button', class: 'button', click: () => choose().focus() }, words.no);
    box.replaceChildren(title, el('p', {}, mine.status === 'confirmed' ? words.keeps : words.consequence), el('p', { class: 'actions' }, yes, no));
    moveTo(title);
  }

  choose();
  return box;
}
