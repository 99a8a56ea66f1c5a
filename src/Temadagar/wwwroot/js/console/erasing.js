import { el } from '../dom.js';
import { textField } from '../fields.js';
import { sendingForm } from '../form.js';
import { longDate, longMoment } from '../format.js';
import { changeErasureRule, erase, erasure } from './calls.js';
import { words } from './erasing-words.js';
import { confirmed, consolePage, done, notice } from './frame.js';
import { shortHead } from './moments.js';
import { numberIn } from './numbers.js';
import { cardTable, cell } from './table.js';

export const load = () => erasure();

const dayLink = ({ themeDay, themeDayTitle }) => el('th', { scope: 'row' }, el('a', { href: `/arrangor/temadag/${themeDay}` }, themeDayTitle ?? themeDay));

/** How long what is kept, what is due, and what was erased. */
export function render(session, { rules, due, reports }, again) {
  const said = notice();
  const decided = due.some(one => one.decision);

  async function run() {
    if (!await confirmed({ heading: words.runHeading, text: words.runWords, yes: words.runYes })) {
      return;
    }

    try {
      await erase();
      await again();
      done(words.done);
    } catch (error) {
      said.failed(error);
    }
  }

  return consolePage(session, { title: words.title },
    said.box,
    el('p', { class: 'column' }, words.lead),
    el('section', { class: 'flow', 'aria-labelledby': 'due' }, el('h2', { id: 'due' }, words.due),
      due.length === 0 ? el('p', {}, words.nothingDue) : cardTable(words.due, [words.day, words.what, words.since, words.people, words.by], due.map(one => el('tr', {},
        dayLink(one),
        cell(words.what, words.data[one.data]),
        cell(words.since, longDate(one.due)),
        cell(words.people, words.count(one.people)),
        cell(words.by, one.decision ?? el('span', { class: 'state bad' }, words.noDecision))))),
      decided && el('p', { class: 'actions' }, el('button', { type: 'button', class: 'button grave', click: run }, words.run))),
    el('section', { class: 'flow', 'aria-labelledby': 'rules' }, el('h2', { id: 'rules' }, words.rules), boardRules(rules, again)),
    el('section', { class: 'flow', 'aria-labelledby': 'reports' }, el('h2', { id: 'reports' }, words.reports),
      reports.length === 0 ? el('p', {}, words.noReports) : [
        cardTable(words.reports, [words.day, words.what, words.people, words.by, words.erasedAt, words.actor, words.document], reports.map(report => el('tr', {},
          dayLink(report),
          cell(words.what, words.data[report.data]),
          cell(words.people, words.count(report.people)),
          cell(words.by, report.decision),
          cell(words.erasedAt, longMoment(report.erasedAt), report.logHead && el('p', { class: 'small muted' }, words.logHead(shortHead(report.logHead)))),
          cell(words.actor, report.actorName ?? words.itself),
          cell(words.document, el('a', { href: `/api/organizer/erasure/reports/${report.id}.pdf` }, words.pdf, el('span', { class: 'unseen' }, ` ${words.data[report.data]}, ${report.themeDayTitle ?? report.themeDay}`)))))),
        el('p', {}, words.latest),
        el('p', { class: 'actions' }, el('a', { class: 'button', href: '/api/organizer/erasure/reports', download: 'gallring.json' }, words.download))]));
}

/** One's own board's, or each board's under its name. */
function boardRules(rules, again) {
  const boards = Map.groupBy(rules, rule => rule.board);
  return [...boards.values()].map(own => [
    boards.size > 1 && el('h3', {}, own[0].boardName),
    own.map(rule => el('details', {},
      el('summary', {}, el('strong', {}, words.data[rule.data]), ' ', words.standing(rule.daysAfter, rule.decision),
        boards.size > 1 && el('span', { class: 'unseen' }, ` ${rule.boardName}`)),
      ruleForm(rule, again)))]);
}

function ruleForm(rule, again) {
  const wanted = { daysAfter: String(rule.daysAfter), decision: rule.decision ?? '' };
  const id = field => `${field}-${rule.board}-${rule.data}`;
  const field = (name, hint, attributes) => textField(id(name), { label: words[name], hint, value: wanted[name], input: value => { wanted[name] = value; } }, { autocomplete: 'off', ...attributes });
  return el('div', { class: 'flow column' },
    el('p', {}, words.about[rule.data]),
    sendingForm({
      button: words.save,
      check: () => new Map(),
      place: id,
      send: async () => {
        await changeErasureRule(rule, { daysAfter: numberIn(wanted.daysAfter), decision: wanted.decision.trim() || null });
        await again();
        done(words.saved);
      },
    },
    el('div', { class: 'form' },
      field('daysAfter', words.daysHint, { inputmode: 'numeric', class: 'short' }),
      field('decision', words.decisionHint, { maxlength: '200' }))));
}
