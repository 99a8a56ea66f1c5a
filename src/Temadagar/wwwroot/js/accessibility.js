import { el } from './dom.js';
import { datePieces } from './format.js';
import { fill, getNotices, said, showWhen } from './notices.js';
import { contactLine, contactList } from './organizers.js';
import { own } from './own.js';
import { series, setTitle } from './page.js';
import { texts } from './texts.js';

function showNotices(notices) {
  const { assessment, conformance, faults, publisher, shortcomings } = notices;
  if (publisher) {
    fill('publisher', () => [said(publisher, 'strong')]);
  }

  if (assessment) {
    const { day, year } = datePieces(assessment.on);
    fill('assessedOn', () => [`${day} ${year}`]);
    fill('method', () => [said(assessment.method)]);
  }

  if (faults) {
    fill('faults', () => [contactLine(faults)]);
    for (const link of document.querySelectorAll('[data-subject] a[href^="mailto:"]')) {
      link.href += `?subject=${encodeURIComponent(link.closest('[data-subject]').dataset.subject)}`;
    }

    fill('answerWithinDays', () => [String(faults.answerWithinDays)]);
  }

  fill('shortcomings', () => shortcomings.map(text => el('li', {}, said(text))));
  showWhen(
    conformance,
    publisher ? 'publisher' : 'no-publisher',
    assessment && 'assessed',
    shortcomings.length > 0 ? 'shortcomings' : !assessment && 'none-told',
    faults ? 'faults' : 'no-faults',
    faults?.answerWithinDays ? 'answer' : 'no-answer',
    faults?.answerWithinDays > 1 && 'several');
}

setTitle(texts.accessibility.title);
const asked = getNotices().then(showNotices, () => showWhen('unknown', 'no-faults', 'no-answer'));
try {
  const found = await series();
  for (const place of document.querySelectorAll('.contacts')) {
    place.replaceChildren(contactList(found.organizers));
  }

  for (const place of document.querySelectorAll('.service')) {
    place.replaceChildren(own(found.name));
  }
} catch {
  for (const place of document.querySelectorAll('.contacts')) {
    place.textContent = texts.contact.allLater;
  }
}

await asked;
