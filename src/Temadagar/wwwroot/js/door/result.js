import { el } from '../dom.js';
import { hours } from '../format.js';
import { shape } from '../shapes.js';
import { texts } from '../texts.js';
import { lasting } from '../lasting.js';
import { fullName } from './search.js';
import { words } from './words.js';

const own = words.result;
const VIBRATES = 'temadagar.vibrates';

export const clock = moment => hours(moment);

export const vibrates = () => lasting.read(VIBRATES) ?? true;
export const setVibrates = on => lasting.write(VIBRATES, on);

// One short: in. Two: again. One long: stop and look. Felt in a pocket, where the screen is not seen.
const pulses = { good: [60], again: [60, 80, 60], wait: [60, 80, 60], stop: [400], undone: [60] };
const shapes = { good: 'done', again: 'few', wait: 'waiting', stop: 'cancelled', undone: 'closed' };

/**
 * What became of the latest deed: in words, a shape and a colour, read aloud, and felt where the phone can.
 * @returns {{box: HTMLElement, say: (verdict: object) => void, ask: (text: string) => void}}
 */
export function resultPanel() {
  const said = el('div', { role: 'status', 'aria-atomic': 'true' }, el('p', { class: 'muted' }, own.nothing));
  const choices = el('div', { class: 'choices-after' });
  const box = el('section', { class: 'verdict', 'aria-label': own.label }, said, choices);

  return {
    box,

    /** While the service is asked. */
    ask(text) {
      box.className = 'verdict asking';
      said.replaceChildren(el('p', { class: 'word' }, text));
      choices.replaceChildren();
    },

    /** @param {{kind: keyof shapes, word: string, person?: object, name?: string, lines?: string[], choices?: Node[]}} verdict */
    say({ kind, word, person, name, lines = [], choices: after = [] }) {
      box.className = `verdict ${kind}`;
      said.replaceChildren(...[
        el('p', { class: 'word' }, shape(shapes[kind]), el('span', {}, word)),
        (person || name) && el('p', { class: 'who' }, person ? fullName(person) : name),
        person && el('p', {}, person.organization, person.participation === 'online' && ` · ${words.stands.online}`),
        ...lines.filter(Boolean).map(line => el('p', {}, line)),
      ].filter(Boolean));
      choices.replaceChildren(...after.filter(Boolean));
      if (vibrates()) {
        navigator.vibrate?.(pulses[kind]);
      }
    },
  };
}

const participationMark = person => person.participation === 'online' && el('span', { class: 'muted' }, ` · ${texts.participation.online}`);

/** How someone stands, in a word and a shape. */
export function standsMark(person) {
  const { here, since, left } = person.stands;
  const [kind, mark, word] = person.status === 'cancelled' ? ['bad', 'cancelled', words.stands.cancelled]
    : person.status === 'waitlisted' ? ['scarce', 'waiting', words.stands.waitlisted]
      : here ? ['good', 'done', words.stands.here(clock(since))]
        : left ? ['quiet', 'closed', words.stands.left(clock(left))]
          : ['quiet', 'full', words.stands.notHere];
  return el('span', { class: `state ${kind}` }, shape(mark), el('span', {}, word, participationMark(person)));
}
