import { el, moveTo } from '../dom.js';
import { choiceRow, wrapped } from '../fields.js';
import { sendingForm } from '../form.js';
import { fullName, hours } from '../format.js';
import { words } from './attendance-words.js';
import { keepReport, previewReport } from './calls.js';
import { done } from './frame.js';
import { cardTable } from './table.js';

const own = words.report;

/** A meeting tool's report: chosen, looked at, kept. @param {() => Promise<void>} refresh shows the attendance as it is now, and loses nothing that is not saved */
export function attendanceReport(day, refresh) {
  const review = el('div', { class: 'flow' });
  const input = el('input', {
    id: 'report', type: 'file', accept: '.csv,.tsv,.txt,text/csv', 'aria-describedby': 'report-hint', change: event => {
      [file] = event.target.files;
      review.replaceChildren();
    },
  });
  let file = null;
  const choosing = sendingForm({
    button: own.review,
    doing: 'reading',
    check: () => new Map(file ? [] : [['report', own.choose]]),
    send: async () => {
      // The file that is looked at is the one that is kept, whatever is chosen meanwhile.
      const looked = file;
      show(await previewReport(day.slug, looked), looked);
    },
  }, wrapped('report', { label: own.file, hint: own.fileHint }, input));

  function show({ matched, unmatched, kept }, looked) {
    const heading = el('h3', {}, own.reviewed);
    const restored = new Set();
    const form = sendingForm({
      button: own.keep(kept),
      check: () => new Map(),
      send: async () => {
        const reply = await keepReport(day.slug, looked, [...restored]);
        [file, input.value] = [null, ''];
        review.replaceChildren();
        const said = reply.kept ? own.kept(reply.kept) : own.nothingNew;
        // It is saved, whether or not it can be seen just now.
        const seen = await refresh().then(() => true, () => false);
        done(seen ? said : `${said} ${own.notSeen}`);
      },
    });
    const nothing = el('p', {}, matched.length === 0 ? own.nobody : own.nothingToKeep);
    const button = form.querySelector('button');

    function restore(person, there) {
      restored[there ? 'add' : 'delete'](person.registrationId);
      count();
    }

    function count() {
      const all = kept + restored.size;
      form.hidden = all === 0;
      nothing.hidden = all > 0;
      button.textContent = own.keep(all);
    }

    count();
    review.replaceChildren(heading, ...matchedPart(matched, restore), ...unmatchedPart(unmatched), nothing, form);
    moveTo(heading);
  }

  return el('section', { class: 'flow', 'aria-labelledby': 'report-title' }, el('h2', { id: 'report-title' }, own.title), el('p', { class: 'column' }, own.lead), el('div', { class: 'column' }, choosing), review);
}

const times = spans => spans.map(({ from, to }) => hours(from, to)).join(', ');

const undonePart = undone => (undone.length === 0 ? [] : [el('p', { class: 'column' }, own.someUndone(undone.length))]);

/** What becomes of someone by saving, and for who was removed by hand the question whether that was wrong. */
function becomes(one, restore) {
  const note = one.undone ? own.undone : one.adds ? null : own.known;
  const name = fullName(one);
  return [
    note && el('p', { class: 'small muted' }, note),
    one.undone && one.adds && choiceRow('checkbox', { change: event => restore(one, event.target.checked) }, own.restore(name)),
  ];
}

const matchedPart = (matched, restore) => (matched.length === 0 ? [] : [
  el('h4', {}, own.matched(matched.length)),
  ...undonePart(matched.filter(one => one.undone)),
  cardTable(own.matched(matched.length), [own.person, own.inReport, own.by, own.time], matched.map(one => el('tr', {},
    el('th', { scope: 'row' }, `${one.lastName}, ${one.firstName}`, el('span', { class: 'muted' }, `, ${one.organization}`)),
    el('td', { 'data-label': own.inReport }, one.reportName),
    el('td', { 'data-label': own.by }, own.ways[one.by]),
    el('td', { 'data-label': own.time }, `${times(one.spans)} (${own.minutes(one.minutes)})`, becomes(one, restore))))),
]);

const unmatchedPart = unmatched => (unmatched.length === 0 ? [el('p', {}, own.allMatched)] : [
  el('h4', {}, own.unmatched(unmatched.length)),
  el('p', {}, own.unmatchedLead),
  cardTable(own.unmatched(unmatched.length), [own.inReport, own.reason, own.time], unmatched.map(one => el('tr', {},
    el('th', { scope: 'row' }, one.reportName, one.email && el('span', { class: 'muted' }, `, ${one.email}`)),
    el('td', { 'data-label': own.reason }, own.reasons[one.reason]),
    el('td', { 'data-label': own.time }, times(one.spans))))),
]);
