import { el } from '../dom.js';
import { words } from './speaker-words.js';

const own = words.programme;

/**
 * Who speaks in a session, in order: added, moved towards the first, taken off.
 * @param {{speakers: string[]}} row
 * @param {{id: string, choices: object[], changed: () => void, announce: (text: string) => void, about: () => Node}} about
 */
export function sessionSpeakers(row, { id, choices, changed, announce, about }) {
  const list = el('ol', { class: 'chips' });
  const select = el('select', { id });
  const adding = el('div', { class: 'adding' },
    el('label', { class: 'unseen', for: id }, own.choose, about()),
    select,
    el('button', { type: 'button', class: 'button small', click: add }, own.addSpeaker, el('span', { class: 'unseen' }, ` ${own.fields.speakers.toLowerCase()}`), about()));
  const nameOf = speaker => choices.find(one => one.id === speaker)?.name ?? own.unknownSpeaker;

  function draw() {
    list.replaceChildren(...row.speakers.map((speaker, index) => el('li', {},
      el('span', {}, nameOf(speaker)),
      index > 0 && el('button', { type: 'button', class: 'icon', 'aria-label': own.earlier(nameOf(speaker)), title: own.earlier(nameOf(speaker)), click: () => earlier(index) }, '↑'),
      el('button', { type: 'button', class: 'icon', 'aria-label': own.take(nameOf(speaker)), title: own.take(nameOf(speaker)), click: () => take(index) }, '×'))));
    list.hidden = !row.speakers.length;
    const left = choices.filter(one => !row.speakers.includes(one.id));
    select.replaceChildren(el('option', { value: '' }, own.choose), ...left.map(one => el('option', { value: one.id }, [one.name, one.organization].filter(Boolean).join(', '))));
    adding.hidden = !left.length;
  }

  function add() {
    const chosen = select.value;
    if (!chosen) {
      select.focus();
      return;
    }

    set([...row.speakers, chosen], own.speakerAdded(nameOf(chosen)));
    (adding.hidden ? list.querySelector('li:last-child button:last-child') : select).focus();
  }

  function earlier(index) {
    const order = [...row.speakers];
    [order[index - 1], order[index]] = [order[index], order[index - 1]];
    set(order, own.speakerMoved(nameOf(order[index - 1]), index));
    list.children[index - 1].querySelector('button').focus();
  }

  function take(index) {
    const name = nameOf(row.speakers[index]);
    set(row.speakers.filter((_, other) => other !== index), own.speakerTaken(name));
    (list.children[Math.min(index, row.speakers.length - 1)]?.querySelector('button:last-child') ?? select).focus();
  }

  function set(speakers, said) {
    row.speakers = speakers;
    draw();
    announce(said);
    changed();
  }

  draw();
  return el('fieldset', { class: 'field' }, el('legend', {}, own.fields.speakers, about()),
    list,
    choices.length ? adding : el('p', { class: 'small' }, own.noSpeakers[0], el('a', { href: '/arrangor/medverkande' }, own.noSpeakers[1]), '.'));
}
