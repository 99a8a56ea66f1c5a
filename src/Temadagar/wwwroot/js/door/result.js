import { state } from '../day-words.js';
import { el } from '../dom.js';
import { fullName, hours } from '../format.js';
import { shape } from '../shapes.js';
import { texts } from '../texts.js';
import { lasting } from '../lasting.js';
import { lastingRows } from './rows.js';
import { words } from './words.js';

const own = words.result;
const VIBRATES = 'temadagar.vibrates';

export const clock = moment => hours(moment);

export const vibrates = () => lasting.read(VIBRATES) ?? true;
export const setVibrates = on => lasting.write(VIBRATES, on);

// One short: in. Two: again. One long: stop and look. Felt in a pocket, where the screen is not seen.
const pulses = { good: [60], again: [60, 80, 60], wait: [60, 80, 60], stop: [400], undone: [60] };
const shapes = { good: 'done', again: 'few', wait: 'waiting', stop: 'cancelled', undone: 'closed' };

const subjectOf = ({ person, name, word }) => person?.id ?? name ?? word;

/** Whether someone has yet to do something about it. */
const isOpen = verdict => (verdict.kind === 'stop' && !verdict.passing) || Boolean(verdict.undecided);

const linesOf = ({ person, name, lines = [] }) => [
  (person || name) && el('p', { class: 'who' }, person ? fullName(person) : name),
  person && el('p', {}, person.organization, person.participation === 'online' && ` · ${words.stands.online}`),
  ...lines.filter(Boolean).map(line => el('p', {}, line))].filter(Boolean);

/**
 * What became of the latest deed: in words, a shape and a colour, read aloud, and felt where the phone can. What was refused before it, and nobody has
 * dealt with, stays in sight below.
 * @returns {{box: HTMLElement, open: HTMLElement, say: (verdict: object) => void, ask: (about: object, text: string) => void, rest: () => void, latest: () => object|null}}
 */
export function resultPanel() {
  const said = el('div', { role: 'status', 'aria-atomic': 'true' }, el('p', { class: 'muted' }, own.nothing));
  const choices = el('div', { class: 'choices-after' });
  const box = el('section', { class: 'verdict', 'aria-label': own.label, tabindex: '-1' }, said, choices);
  const list = el('ul', { class: 'rows' });
  const open = el('section', { class: 'flow unsettled', 'aria-labelledby': 'open', hidden: true }, el('h2', { id: 'open' }, own.open), list);
  const drawOpen = lastingRows(list, () => box.focus({ preventScroll: true }));
  let latest = null;
  let earlier = [];

  const done = (verdict, then) => el('button', { type: 'button', class: 'button', 'aria-label': own.doneWith(verdict.person ? fullName(verdict.person) : verdict.name ?? verdict.word), click: then }, own.done);

  function draw() {
    drawOpen(earlier.map(verdict => ({
      id: subjectOf(verdict),
      fill: row => row.replaceChildren(
        el('p', { class: 'word' }, shape(shapes[verdict.kind]), el('span', {}, verdict.word)),
        ...linesOf(verdict),
        el('div', { class: 'choices-after' }, verdict.choices, done(verdict, () => {
          earlier = earlier.filter(one => one !== verdict);
          draw();
        }))),
    })));
    open.hidden = earlier.length === 0;
  }

  function turnTo(about) {
    const before = latest;
    latest = null;
    const subject = subjectOf(about);
    earlier = [before, ...earlier].filter(verdict => verdict && isOpen(verdict) && subjectOf(verdict) !== subject);
    draw();
  }

  function rest() {
    latest = null;
    box.className = 'verdict';
    said.replaceChildren(el('p', { class: 'muted' }, own.ready));
    choices.replaceChildren();
  }

  return {
    box,
    open,
    rest,
    latest: () => latest,

    /** While the phone keeps it and the service is asked. @param {{person?: object, name?: string}} about */
    ask(about, text) {
      turnTo(about);
      box.className = 'verdict asking';
      said.replaceChildren(el('p', { class: 'word' }, text));
      choices.replaceChildren();
    },

    /**
     * @param {{kind: keyof shapes, word: string, person?: object, name?: string, lines?: string[], choices?: Node[], passing?: boolean, undecided?: boolean, waitsAs?: string, reviewedAs?: string}} verdict
     * passing: it is said elsewhere too, and nobody need do anything about it; undecided: someone must, though it is no refusal; waitsAs: the id of what has yet to be sent;
     * reviewedAs: of what was refused since and is dealt with there
     */
    say(verdict) {
      turnTo(verdict);
      latest = { ...verdict, choices: (verdict.choices ?? []).filter(Boolean) };
      const { kind, word } = verdict;
      box.className = `verdict ${kind}`;
      said.replaceChildren(el('p', { class: 'word' }, shape(shapes[kind]), el('span', {}, word)), ...linesOf(verdict));
      choices.replaceChildren(...latest.choices, ...isOpen(latest) ? [done(latest, () => {
        rest();
        box.focus({ preventScroll: true });
      })] : []);
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
  return state(kind, mark, ...[word, participationMark(person)].filter(Boolean));
}
