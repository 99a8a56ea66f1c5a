import { dayShort } from './day-words.js';
import { el } from './dom.js';
import { words as registering } from './registering-words.js';
import { choiceKey, draft, keepDraft } from './registration-draft.js';
import { texts } from './texts.js';

const words = registering.preference;

/**
 * The choices in order of preference, to be moved one step at a time.
 * @param {{slug: string, participation: string}[]} choices as they stand
 * @param {(words: string) => void} announce tells a screen reader
 */
export function preference(choices, days, announce) {
  const chosen = choices.filter(choice => choice.participation);
  const list = el('ol', { class: 'rows preference', 'aria-labelledby': 'preference' }, chosen.map(item));

  function item(choice) {
    const day = days.find(candidate => candidate.slug === choice.slug);
    const name = `${dayShort(day)}, ${texts.participation[choice.participation].toLowerCase()}`;
    const move = (step, label) => el('button', { type: 'button', class: 'button', 'data-step': step, click: event => moveOn(event.target.closest('li'), step, name) },
      label, el('span', { class: 'unseen' }, `: ${name}`));
    return el('li', { 'data-key': choiceKey(choice) },
      el('p', {}, el('strong', {}, dayShort(day)), el('br'), texts.participation[choice.participation]),
      el('div', { class: 'moves' }, move(-1, words.up), move(1, words.down)));
  }

  // It is the neighbour that moves, so that the button keeps its focus.
  function moveOn(moved, step, name) {
    const neighbour = step < 0 ? moved.previousElementSibling : moved.nextElementSibling;
    if (!neighbour) {
      return;
    }

    moved[step < 0 ? 'after' : 'before'](neighbour);
    draft.order = [...list.children].map(child => child.dataset.key);
    keepDraft();
    mark();
    announce(words.moved(name, [...list.children].indexOf(moved) + 1, list.children.length));
  }

  // A button that was removed or disabled would lose the focus that it has.
  function mark() {
    for (const button of list.querySelectorAll('button')) {
      const end = Number(button.dataset.step) < 0 ? list.firstElementChild : list.lastElementChild;
      button.setAttribute('aria-disabled', end === button.closest('li'));
    }
  }

  mark();
  return el('div', { class: 'flow' },
    el('p', { class: 'hint' }, words.meaning),
    el('p', { class: 'label', id: 'preference' }, words.order),
    chosen.length > 1 ? list : el('p', {}, words.hint));
}
