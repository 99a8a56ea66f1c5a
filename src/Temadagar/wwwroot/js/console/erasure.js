import { dayName, whenAndWhere } from '../day-words.js';
import { el } from '../dom.js';
import { fullName, longMoment } from '../format.js';
import { answerErasure, erasureRequests, themeDay } from './calls.js';
import { consolePage, done, notice } from './frame.js';
import { words as all } from './request-words.js';
import { answerWish } from './requests.js';
import { cardTable, cell } from './table.js';

const words = all.cases;

export const load = async ([slug]) => {
  const [day, cases] = await Promise.all([themeDay(slug), erasureRequests(slug)]);
  return { day, cases };
};

export function render(session, { day, cases }, again) {
  const title = words.title(dayName(day));
  const answer = async one => {
    const said = await answerWish({ name: fullName(one), hasEmail: one.hasEmail }, (outcome, text) => answerErasure(day.slug, one.id, outcome, text));
    if (said) {
      await again();
      done(said);
    }
  };

  return consolePage(session, { title, back: { href: `/arrangor/temadag/${day.slug}`, words: dayName(day) } },
    el('p', {}, whenAndWhere(day)),
    notice().box,
    el('p', { class: 'column' }, words.lead),
    cases.length === 0 ? el('p', {}, words.none) : cardTable(title, [words.name, words.asked, words.message, words.answer], cases.map(one => el('tr', {},
      el('th', { scope: 'row' }, el('a', { href: `/arrangor/anmalan/${one.registrationId}` }, fullName(one))),
      cell(words.asked, longMoment(one.askedAt)),
      cell(words.message, el('span', { class: 'lines' }, one.message ?? words.noMessage)),
      one.answeredAt
        ? cell(words.answer, el('strong', {}, words.outcomes[one.outcome]), ' ', longMoment(one.answeredAt), el('div', { class: 'lines' }, one.answer), !one.hasEmail && el('div', {}, words.noEmail))
        : el('td', {}, el('button', { type: 'button', class: 'button', 'aria-label': words.answerTo(fullName(one)), click: () => answer(one) }, words.toAnswer))))));
}
