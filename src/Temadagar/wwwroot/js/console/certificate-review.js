import { el } from '../dom.js';
import { fullName } from '../format.js';
import { selectField } from '../fields.js';
import { sendingForm } from '../form.js';
import { content } from '../page.js';
import { issue } from './certificate-calls.js';
import { OUTCOMES, outcomeMark } from './certificate-marks.js';
import { words } from './certificate-words.js';
import { confirmed, consolePage, toHeading } from './frame.js';

const own = words.review;

const NONE = ['undrawable', 'tooShort', 'absent', 'notConfirmed', 'revoked'];

// Those whose valid certificate says something else than a new one would are looked for apart from those where nothing is to be done.
const outcomeOf = one => (one.outcome === 'issued' && one.differs ? 'differs' : one.outcome);
const countOf = (people, ...outcomes) => people.filter(one => outcomes.includes(outcomeOf(one))).length;
const personPage = one => `/arrangor/anmalan/${one.registrationId}`;

/** Why, where the outcome alone does not say it. */
const why = {
  undrawable: one => own.why.undrawable(one.character),
  tooShort: (one, threshold) => own.why.tooShort(threshold),
  absent: () => own.why.absent,
  notConfirmed: () => own.why.notConfirmed,
  replace: () => own.why.replace,
  revoked: () => own.why.revoked,
};

/** Those whose names must be corrected first are not lost in a long table. */
function undrawable(people) {
  const some = people.filter(one => one.outcome === 'undrawable');
  return some.length > 0 && el('div', { class: 'panel bad' },
    el('p', {}, own.undrawable(some.length)),
    el('ul', { class: 'points' }, some.map(one => el('li', {}, el('a', { href: personPage(one) }, fullName(one)), `. ${own.why.undrawable(one.character)}`))));
}

function summary(people) {
  const lines = [['issue', countOf(people, 'issue')], ['replace', countOf(people, 'replace')], ['none', countOf(people, ...NONE)]].filter(([, some]) => some);
  const nothing = countOf(people, 'issue', 'replace') === 0
    && (countOf(people, 'undrawable') ? own.nothingYet : countOf(people, 'issued', 'differs') ? own.nothing : own.nobodyThere);
  return el('p', {}, [nothing, ...lines.map(([line, some]) => own.summary[line](some))].filter(Boolean).join(' '));
}

/**
 * Who would get a certificate, who not, and why; then they are issued.
 * @param {(words: string) => Node} toStart a button back to the page before
 */
export function reviewPage(session, { back, day, looked, threshold, toStart }) {
  const { people } = looked;
  const first = countOf(people, 'issue', 'replace');
  // A tick for each who may get another one although they have or had one, by registration.
  const ticks = new Map(people.filter(one => own.anew[outcomeOf(one)]).map(one => [one.registrationId, el('input', {
    type: 'checkbox', 'aria-label': own.anew[outcomeOf(one)].oneFor(fullName(one)), change: choose,
  })]));
  const differing = people.filter(one => outcomeOf(one) === 'differs').map(one => ticks.get(one.registrationId));
  const all = el('input', { type: 'checkbox', 'aria-describedby': 'differing', change: () => {
    differing.forEach(tick => { tick.checked = all.checked; });
    choose();
  } });
  const body = el('tbody', {});
  const shown = el('p', { class: 'small muted', role: 'status' });
  const anew = () => [...ticks].filter(([, tick]) => tick.checked).map(([registration]) => registration);
  const count = () => first + anew().length;
  // One for each choice: a second press issues nothing more.
  let key = crypto.randomUUID();

  const form = sendingForm({
    button: '',
    beside: [toStart(own.back)],
    check: () => new Map(),
    send: async () => {
      if (!await confirmed({ heading: own.ask(count()), text: own.askWords, yes: own.yes })) {
        return;
      }

      content.replaceChildren(issuedPage(session, { back, day, done: await issue(day.slug, anew(), key), toStart }));
      toHeading();
    },
  }, differing.length > 0 && el('div', { class: 'field' },
    el('p', { class: 'column', id: 'differing' }, own.anew.differing(differing.length)),
    differing.length > 1 && el('label', { class: 'choice' }, all, el('span', { class: 'words' }, own.anew.all(differing.length)))));
  const button = form.querySelector('[type=submit]');

  function choose() {
    const chosen = differing.filter(tick => tick.checked).length;
    all.checked = chosen === differing.length;
    all.indeterminate = chosen > 0 && !all.checked;
    key = crypto.randomUUID();
    showButton();
  }

  function showButton() {
    button.hidden = count() === 0;
    button.textContent = own.issue(count());
  }

  function row(one) {
    const outcome = outcomeOf(one);
    const tick = ticks.get(one.registrationId);
    const reason = why[outcome]?.(one, threshold);
    return el('tr', {},
      el('th', { scope: 'row' }, el('a', { href: personPage(one) }, `${one.lastName}, ${one.firstName}`)),
      el('td', { 'data-label': own.organization }, one.organization),
      el('td', { 'data-label': own.presence, class: 'nowrap-wide' }, own.present(one.minutes, one.share)),
      el('td', { 'data-label': own.outcome }, outcomeMark(outcome),
        reason && el('p', { class: 'small muted' }, reason),
        NONE.includes(outcome) && one.certificateId && el('p', { class: 'small' }, own.has),
        outcome === 'undrawable' && el('p', { class: 'small' }, el('a', { href: personPage(one) }, own.correct)),
        tick && el('label', { class: 'choice small' }, tick, el('span', { class: 'words', 'aria-hidden': 'true' }, own.anew[outcome].one))));
  }

  function show(outcome) {
    const some = people.filter(one => !outcome || outcomeOf(one) === outcome);
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
      ...OUTCOMES.map(outcome => [outcome, countOf(people, outcome)]).filter(([, some]) => some).map(([outcome, some]) => el('option', { value: outcome }, `${own.outcomes[outcome]} (${some})`)),
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
