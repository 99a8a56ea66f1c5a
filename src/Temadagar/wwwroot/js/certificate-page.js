import { ask, Refusal } from './api.js';
import { codeIn } from './certificate-code.js';
import { stateMarks } from './certificate-states.js';
import { words } from './certificate-texts.js';
import { state } from './day-words.js';
import { el, fact } from './dom.js';
import { showFaults } from './faults.js';
import { textField } from './fields.js';
import { longDate, longMoment } from './format.js';
import { own } from './own.js';
import { page, setTitle, show } from './page.js';
import { againAt } from './problems.js';
import { texts } from './texts.js';

function codeForm(title, code) {
  let written = code;
  const form = el('form', { class: 'flow part', novalidate: true, submit: event => {
    event.preventDefault();
    const wanted = codeIn(written);
    if (wanted) {
      location.assign(`/intyg/${wanted}`);
      return;
    }

    setTitle(title, true);
    showFaults(form, new Map([['code', words.missing]]));
  } },
  textField('code', { label: words.label, hint: words.hint, value: code, input: value => { written = value; } },
    { autocomplete: 'off', spellcheck: 'false', autocapitalize: 'none' }),
  el('p', { class: 'actions' }, el('button', { type: 'submit', class: 'button main' }, words.check)));
  return form;
}

function asking(title, lead, code) {
  setTitle(title);
  return page(el('h1', {}, title), el('p', { class: 'lead' }, lead), codeForm(title, code));
}

/** What the document says, in its order. */
const twin = found => el('article', { class: `certificate ${stateMarks[found.state][0]}`, 'aria-labelledby': 'certificate' },
  el('h2', { id: 'certificate' }, words.heading),
  found.state !== 'valid' && el('p', {}, state(...stateMarks[found.state], el('strong', {}, words.void[found.state]))),
  el('p', {}, own(found.organizer), ` ${words.certifies}`),
  el('p', { class: 'holder' }, found.name),
  el('p', {}, words.attended),
  own(found.title, 'p', { class: 'what' }),
  el('dl', { class: 'facts' },
    fact(words.facts.date, longDate(found.date)),
    fact(words.facts.place, found.place === words.online ? found.place : own(found.place)),
    fact(words.facts.hours, words.hours(found.hours)),
    found.content.length > 0 && fact(words.facts.content, el('ul', { class: 'points' }, found.content.map(title => own(title, 'li')))),
    fact(words.facts.signatory, own(found.signatory), ...found.signatoryTitle ? [own(found.signatoryTitle)] : []),
    fact(words.facts.issuedOn, longDate(found.issuedOn)),
    fact(words.facts.number, found.number)));

function meaning(found) {
  const since = found.revokedOn ?? found.replacedOn;
  const what = found.state === 'replaced' && !found.hasValidSuccessor ? 'replacedInVain' : found.state;
  return words.meaning[what](own(found.organizer), since && longDate(since));
}

function view(found) {
  setTitle(words.states[found.state]);
  return page(
    el('h1', {}, state(...stateMarks[found.state], words.states[found.state])),
    el('p', { class: 'lead' }, meaning(found)),
    twin(found),
    !found.showsFullName && el('p', { class: 'small muted' }, words.initials),
    el('p', {}, words.differs),
    // On paper, what held then may hold no longer.
    el('p', { class: 'small muted' }, words.checked(longMoment(found.checkedAt))),
    el('p', { class: 'actions' },
      el('button', { type: 'button', class: 'button', click: () => print() }, words.print),
      el('a', { class: 'button plain', href: '/intyg' }, words.another)));
}

function tooMany(refused) {
  const { heading } = texts.problems.tooMany;
  setTitle(heading);
  return page(
    el('h1', {}, heading),
    el('p', {}, words.tooMany(againAt(refused))),
    el('p', { class: 'actions' }, el('button', { type: 'button', class: 'button main', click: () => location.reload() }, texts.page.tryAgain)));
}

/**
 * @param {string} code empty: it is asked for
 * @param {Promise<object>} [first] the reply that is on its way already; whoever tries again asks anew
 */
export function start(code, first) {
  let reply = first;

  async function load() {
    try {
      return await (reply ?? ask(`/api/certificates/${code}`));
    } catch (error) {
      if (error instanceof Refusal && [404, 429].includes(error.status)) {
        return { refused: error };
      }

      throw error;
    } finally {
      reply = null;
    }
  }

  return show(async () => (code ? load() : null), found => {
    if (!found) {
      return asking(texts.page.certificate, words.lead, '');
    }

    if (!found.refused) {
      return view(found);
    }

    return found.refused.status === 429 ? tooMany(found.refused) : asking(words.unknown, words.unknownWords, code);
  });
}
