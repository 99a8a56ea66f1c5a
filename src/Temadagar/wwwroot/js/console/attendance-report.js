import { el, moveTo } from '../dom.js';
import { wrapped } from '../fields.js';
import { sendingForm } from '../form.js';
import { hours } from '../format.js';
import { words } from './attendance-words.js';
import { keepReport, previewReport } from './calls.js';
import { done } from './frame.js';
import { cardTable } from './table.js';

const own = words.report;

/** A meeting tool's report: chosen, looked at, kept. @param {() => Promise<void>} again draws the page anew */
export function attendanceReport(day, again) {
  const review = el('div', { class: 'flow' });
  let file = null;
  const choosing = sendingForm({
    title: own.title,
    button: own.review,
    doing: 'reading',
    check: () => new Map(file ? [] : [['report', own.choose]]),
    send: async () => {
      // The file that is looked at is the one that is kept, whatever is chosen meanwhile.
      const looked = file;
      show(await previewReport(day.slug, looked), looked);
    },
  },
  wrapped('report', { label: own.file, hint: own.fileHint }, el('input', {
    id: 'report', type: 'file', accept: '.csv,.tsv,.txt,text/csv', 'aria-describedby': 'report-hint', change: event => {
      [file] = event.target.files;
      review.replaceChildren();
    },
  })));

  function show({ matched, unmatched }, looked) {
    const heading = el('h3', {}, own.reviewed);
    review.replaceChildren(heading, ...matchedPart(matched), ...unmatchedPart(unmatched), matched.length === 0
      ? el('p', {}, own.nobody)
      : sendingForm({
        title: own.reviewed,
        button: own.keep(matched.length),
        check: () => new Map(),
        send: async () => {
          const { kept } = await keepReport(day.slug, looked);
          await again();
          done(kept ? own.kept(kept) : own.nothingNew);
        },
      }));
    moveTo(heading);
  }

  return el('section', { class: 'flow', 'aria-labelledby': 'report-title' }, el('h2', { id: 'report-title' }, own.title), el('p', { class: 'column' }, own.lead), el('div', { class: 'column' }, choosing), review);
}

const times = spans => spans.map(({ from, to }) => hours(from, to)).join(', ');

const undonePart = undone => (undone.length === 0 ? [] : [el('p', { class: 'column' }, own.someUndone(undone.length))]);

const matchedPart = matched => (matched.length === 0 ? [] : [
  el('h4', {}, own.matched(matched.length)),
  ...undonePart(matched.filter(one => one.undone)),
  cardTable(own.matched(matched.length), [own.person, own.inReport, own.by, own.time], matched.map(one => el('tr', {},
    el('th', { scope: 'row' }, `${one.lastName}, ${one.firstName}`, el('span', { class: 'muted' }, `, ${one.organization}`)),
    el('td', { 'data-label': own.inReport }, one.reportName),
    el('td', { 'data-label': own.by }, own.ways[one.by]),
    el('td', { 'data-label': own.time }, `${times(one.spans)} (${own.minutes(one.minutes)})`, one.undone && el('p', { class: 'small muted' }, own.undone))))),
]);

const unmatchedPart = unmatched => (unmatched.length === 0 ? [el('p', {}, own.allMatched)] : [
  el('h4', {}, own.unmatched(unmatched.length)),
  el('p', {}, own.unmatchedLead),
  cardTable(own.unmatched(unmatched.length), [own.inReport, own.reason, own.time], unmatched.map(one => el('tr', {},
    el('th', { scope: 'row' }, one.reportName, one.email && el('span', { class: 'muted' }, `, ${one.email}`)),
    el('td', { 'data-label': own.reason }, own.reasons[one.reason]),
    el('td', { 'data-label': own.time }, times(one.spans))))),
]);
