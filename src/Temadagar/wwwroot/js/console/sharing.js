import { dayName, whenAndWhere } from '../day-words.js';
import { el } from '../dom.js';
import { choiceRow } from '../fields.js';
import { share, sharing, themeDay } from './calls.js';
import { consolePage, notice } from './frame.js';
import { sendingForm } from '../form.js';
import { words } from './words.js';

const own = words.sharing;

export const load = async ([slug]) => {
  const [day, shared] = await Promise.all([themeDay(slug), sharing(slug)]);
  return { day, shared };
};

export function render(session, { day, shared }) {
  const said = notice();
  const boards = new Set(shared.boards);
  const stewards = new Set(shared.stewards);
  const choices = (title, hint, chosen, items, none) => el('fieldset', { class: 'group' },
    el('legend', {}, el('h2', {}, title)),
    el('p', { class: 'hint' }, hint),
    items.length ? items.map(({ value, label }) => choiceRow('checkbox', {
      checked: chosen.has(value), change: event => chosen[event.target.checked ? 'add' : 'delete'](value),
    }, label)) : el('p', {}, none));
  const form = sendingForm({
    button: own.save,
    check: () => new Map(),
    send: async () => {
      await share(day.slug, { boards: [...boards], stewards: [...stewards] });
      said.tell(own.saved);
    },
  },
  el('div', { class: 'form' },
    choices(own.boards, own.boardsHint, boards, shared.choices.boards.map(board => ({ value: board.slug, label: board.name })), own.noBoards),
    choices(own.stewards, own.stewardsHint, stewards, shared.choices.stewards.map(steward => ({ value: steward.id, label: steward.name })), own.noStewards)));
  return consolePage(session, { title: own.title, back: { href: `/arrangor/temadag/${day.slug}`, words: dayName(day) } },
    el('p', {}, `${dayName(day)}, ${whenAndWhere(day)}`), said.box, el('div', { class: 'column' }, form));
}
