import { ask } from './api.js';
import { el, fact } from './dom.js';
import { own } from './own.js';
import { explained } from './problems.js';
import { words } from './processing-record-texts.js';

const time = board => (board.daysAfter === null ? words.undecided : words.days(board.daysAfter));

const kept = ({ until, boards }) => (until ? until
  : new Set(boards.map(time)).size === 1 ? time(boards[0])
  : el('ul', { class: 'points' }, boards.map(board => el('li', {}, own(board.board), `: ${time(board)}`))));

const entry = one => el('section', { class: 'flow' },
  el('h3', {}, one.what),
  el('dl', { class: 'facts' }, fact(words.purpose, one.purpose), fact(words.basis, one.basis), fact(words.kept, kept(one))));

/** The record of processing (GDPR, article 30), fetched when it is opened. */
export function processingRecord() {
  const place = el('div', { class: 'flow' });
  return el('details', { toggle: async event => {
    if (!event.target.open || place.firstChild) {
      return;
    }

    try {
      place.replaceChildren(...(await ask('/api/processing-record')).map(entry));
    } catch (error) {
      place.replaceChildren(explained(error, 'reading'));
    }
  } }, el('summary', {}, words.title), place);
}
