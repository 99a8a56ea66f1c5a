import { dayName, whenAndWhere } from '../day-words.js';
import { el } from '../dom.js';
import { words as needs } from '../needs.js';
import { dietCounts, kitchenAddress, themeDay } from './calls.js';
import { consolePage } from './frame.js';
import { words } from './kitchen-words.js';
import { shortMoment } from './moments.js';
import { cardTable, cell } from './table.js';

export const load = async ([slug]) => {
  const [day, sheet] = await Promise.all([themeDay(slug), dietCounts(slug)]);
  return { day, sheet };
};

const lines = notes => el('ul', { class: 'points' }, notes.map(note => el('li', {}, note)));

function diets(sheet, title) {
  const usual = sheet.people - sheet.diets.reduce((sum, diet) => sum + diet.count, 0);
  const row = (name, count, notes) => el('tr', {},
    el('th', { scope: 'row' }, name), cell(words.count, String(count)), cell(words.notes, notes.length ? lines(notes) : '–'));
  return cardTable(title, [words.diet, words.count, words.notes], [
    row(words.usual, usual, []),
    ...sheet.diets.map(({ diet, count, notes }) => row(needs.diets[diet], count, notes))]);
}

/** For the caterer and for whoever sets the room: counts and words, never a name. Each part is printed on a sheet of its own. */
export function render(session, { day, sheet }) {
  const title = words.title(dayName(day));
  return consolePage(session, { title, back: { href: `/arrangor/temadag/${day.slug}`, words: dayName(day) } },
    el('p', {}, `${whenAndWhere(day)}. ${words.people(sheet.people)} ${words.fetched(shortMoment(new Date()))}`),
    el('p', { class: 'column' }, words.lead),
    el('p', { class: 'actions' },
      el('button', { type: 'button', class: 'button main', click: () => print() }, words.print),
      sheet.servesFood && el('a', { class: 'button', href: kitchenAddress(day.slug), download: true }, words.csv)),
    sheet.unreadable > 0 && el('p', { class: 'panel bad' }, words.unreadable(sheet.unreadable)),
    el('section', { class: 'flow' }, el('h2', {}, words.diet), sheet.servesFood ? diets(sheet, words.diet) : el('p', {}, words.noFood)),
    el('section', { class: 'flow own-sheet' }, el('h2', {}, words.access),
      sheet.accessNeeds.length ? lines(sheet.accessNeeds) : el('p', {}, words.none)));
}
