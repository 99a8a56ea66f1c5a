import { el } from '../dom.js';
import { choiceRow, selectField } from '../fields.js';
import { sendingForm } from '../form.js';
import { content } from '../page.js';
import { issue } from './certificate-calls.js';
import { OUTCOMES, outcomeMark } from './certificate-marks.js';
import { words } from './certificate-words.js';
import { confirmed, consolePage, toHeading } from './frame.js';

const own = words.review;

const NONE = ['undrawable', 'tooShort', 'absent', 'notConfirmed', 'revoked'];

const countOf = (people, ...outcomes) => people.filter(one => outcomes.includes(one.outcome)).length;
const personPage = one => `/arrangor/anmalan/${one.registrationId}`;

/** Why, where the outcome alone does not say it. */
const why = {
  undrawable: one => own.why.undrawable(one.character),
  tooShort: (one, threshold) => own.why.tooShort(threshold),
  absent: () => own.why.absent,
  notConfirmed: () => own.why.notConfirmed,
  replace: () => own.why.replace,
  issued: one => one.differs && own.why.differs,
  revoked: () => own.why.revoked,
};

/** Those whose names must be corrected first are not lost in a long table. */
function undrawable(people) {
  const some = people.filter(one => one.outcome === 'undrawable');
  return some.length > 0 && el('div', { class: 'panel bad' },
    el('p', {}, own.undrawable(some.length)),
    el('ul', { class: 'points' }, some.map(one => el('li', {}, el('a', { href: personPage(one) }, `${one.firstName} ${one.lastName}`), `. ${own.why.undrawable(one.character)}`))));
}

function summary(people) {
  const lines = [['issue', countOf(people, 'issue')], ['replace', countOf(people, 'replace')], ['none', countOf(people, ...NONE)]].filter(([, some]) => some);
  const nothing = countOf(people, 'issue', 'replace') === 0 && (countOf(people, 'issued') ? own.nothing : own.nobodyThere);
  return el('p', {}, [nothing, ...lines.map(([line, some]) => own.summary[line](some))].filter(Boolean).join(' '));
}

/**
 * Who would get a certificate, who not, and why; then they are issued.
 * @param {(words: string) => Node} toStart a button back to the page before
 */
export function reviewPage(session, { back, day, looked, threshold, toStart }) {
  const { people } = looked;
  const first = countOf(people, 'issue', 'replace');
  const differing = people.filter(one => one.outcome === 'issued' && one.differs).map(one => one.registrationId);
  // Registrations that get another one although they have or had one.
  const anew = new Set();
  const body = el('tbody', {});
  const shown = el('p', { class: 'small muted', role: 'status' });
  const count = () => first + anew.size;
  // One for each choice: a second press issues nothing more.
  let key = crypto.randomUUID();

  const form = sendingForm({
    title: own.title,
    button: '',
    beside: [toStart(own.back)],
    check: () => new Map(),
    send: async () => {
      if (!await confirmed({ heading: own.ask(count()), text: own.askWords, yes: own.yes })) {
        return;
      }

      content.replaceChildren(issuedPage(session, { back, day, done: await issue(day.slug, [...anew], key), toStart }));
      toHeading();
    },
  }, differing.length > 0 && choiceRow('checkbox', { change: event => choose(event, differing) }, own.anew.all(differing.length), el('span', { class: 'hint' }, own.anew.allHint)));
  const button = form.querySelector('[type=submit]');

  function choose(event, ids) {
    ids.forEach(id => anew[event.target.checked ? 'add' : 'delete'](id));
    key = crypto.randomUUID();
    showButton();
  }

  function showButton() {
    button.hidden = count() === 0;
    button.textContent = own.issue(count());
  }

  function row(one) {
    const box = one.outcome === 'revoked' && el('input', { type: 'checkbox', 'aria-label': own.anew.oneFor(`${one.firstName} ${one.lastName}`), change: event => choose(event, [one.registrationId]) });
    if (box) {
      box.checked = anew.has(one.registrationId);
    }

    const reason = why[one.outcome]?.(one, threshold);
    return el('tr', {},
      el('th', { scope: 'row' }, el('a', { href: personPage(one) }, `${one.lastName}, ${one.firstName}`)),
      el('td', { 'data-label': own.organization }, one.organization),
      el('td', { 'data-label': own.presence, class: 'nowrap-wide' }, own.present(one.minutes, one.share)),
      el('td', { 'data-label': own.outcome }, outcomeMark(one.outcome),
        reason && el('p', { class: 'small muted' }, reason),
        NONE.includes(one.outcome) && one.certificateId && el('p', { class: 'small' }, own.has),
        one.outcome === 'undrawable' && el('p', { class: 'small' }, el('a', { href: personPage(one) }, own.correct)),
        box && el('label', { class: 'choice small' }, box, el('span', { class: 'words', 'aria-hidden': 'true' }, own.anew.one))));
  }

  function show(outcome) {
    const some = people.filter(one => !outcome || one.outcome === outcome);
    body.replaceChildren(...some.map(row));
    shown.textContent = some.length ? own.shown(some.length) : own.nobody;
  }

  show('');
  showButton();
  return consolePage(session, { title: own.title, back },
    summary(people),
    undrawable(people),
    form,
    selectField('outcome', { label: own.show, value: '', input: show }, [
      el('option', { value: '' }, own.all(people.length)),
      ...OUTCOMES.map(outcome => [outcome, countOf(people, outcome)]).filter(([, some]) => some)
        .map(([outcome, some]) => el('option', { value: outcome }, `${own.outcomes[outcome]} (${some})`)),
    ], { class: 'short' }),
    shown,
    el('div', { class: 'scroll' }, el('table', { class: 'table cards' },
      el('caption', { class: 'unseen' }, own.title),
      el('thead', {}, el('tr', {}, [own.name, own.organization, own.presence, own.outcome].map(label => el('th', { scope: 'col' }, label)))),
      body)));
}

function issuedPage(session, { back, day, done, toStart }) {
  const { issued } = words;
  const count = done.issued + done.replaced;
  return consolePage(session, { title: count ? issued.title(count) : issued.none, back },
    ['replaced', 'mailed', 'withoutAddress'].filter(fact => done[fact]).map(fact => el('p', {}, issued[fact](done[fact]))),
    el('p', { class: 'actions' },
      toStart(issued.back),
      done.mailed > 0 && el('a', { class: 'button plain', href: `/arrangor/mejl?dag=${encodeURIComponent(day.slug)}` }, issued.follow)));
}
