import { getMunicipalities, getThemeDays, part } from './api.js';
import { draftFaults } from './checks.js';
import { chooseDay, dayChoices, openDays, settleDays } from './day-choice.js';
import { dayPath, dayShort } from './day-words.js';
import { el, moveTo } from './dom.js';
import { clearFaults, showFaults, showSummary } from './faults.js';
import { choiceRow, honeypot, textField } from './fields.js';
import { content, page, series, setFaulty, setTitle, show } from './page.js';
import { askNeeds, fillMunicipalities, needsFaults, participants } from './participants.js';
import { explain } from './problems.js';
import { asked as askedOf, choices, draft, forgetDraft, forgetKey, keepDraft, submission } from './registration-draft.js';
import { dayInTheWay, faultsOf, send } from './sending.js';
import { texts } from './texts.js';

let days = [];
let finished = false;
let afterReturn = null;
let reviewing = false;

const form = el('form', { class: 'form', novalidate: true, submit: proceed });
const status = el('p', { class: 'unseen', role: 'status' });
const announce = words => { status.textContent = words; };
const button = el('button', { type: 'submit', class: 'button main' });
document.querySelector('main').append(status);

const asked = new URLSearchParams(location.search).get('dag');
const askedDay = () => days.find(day => day.slug === asked);
const isLong = () => draft.people.length > 1 || choices().length > 1;
const website = () => form.querySelector('#website').value;

function labelButton() {
  button.textContent = isLong() ? texts.form.toReview : texts.form.send;
}

// Whoever is not asked can say it on the own page.
const settleNeeds = () => askNeeds(askedOf(days)).catch(() => {});

// Faults that were shown may be of someone who is no longer there.
function forgetFaults() {
  clearFaults(form);
  setTitle(texts.form.title);
  labelButton();
}

function whoAndPeople() {
  const name = el('div', { class: 'ways', hidden: !draft.forOthers }, textField('submittedBy', {
    label: texts.fields.submittedBy,
    hint: texts.form.submittedByHint,
    value: draft.submittedBy,
    input: value => {
      draft.submittedBy = value;
      keepDraft();
    },
  }, { autocomplete: 'name', spellcheck: 'false' }));
  const people = participants(announce, forgetFaults);
  const forOthers = choiceRow('checkbox', {
    id: 'for-others',
    checked: draft.forOthers,
    change: event => {
      draft.forOthers = event.target.checked;
      name.hidden = !draft.forOthers;
      keepDraft();
      forgetFaults();
      people.render();
    },
  }, texts.form.forOthers, el('span', { class: 'hint' }, texts.form.forOthersHint));
  return [el('fieldset', { class: 'group' }, el('legend', {}, el('h2', {}, texts.form.who)), forOthers, name), people.box];
}

const controllers = el('div');
const notice = () => el('section', { class: 'panel flow' },
  el('h2', {}, texts.form.privacy),
  texts.form.privacyWords.map(words => el('p', {}, words)),
  controllers,
  el('p', {}, el('a', { href: '/integritet' }, texts.form.privacyLink)));

function formPage() {
  setTitle(texts.form.title);
  if (openDays(days).length === 0) {
    return [page(
      el('h1', {}, texts.form.title),
      el('p', {}, texts.form.noOpenDay),
      el('p', { class: 'actions' }, el('a', { class: 'button main', href: '/' }, texts.dayPage.all)))];
  }

  labelButton();
  settleNeeds();
  form.replaceChildren(dayChoices(days, announce), ...whoAndPeople(), honeypot(), notice(), el('p', {}, button));
  const closed = askedDay() && askedDay().state !== 'open' ? askedDay() : null;
  return [page(
    el('h1', {}, texts.form.title),
    el('p', { class: 'lead' }, texts.form.lead),
    el('p', { class: 'panel' }, texts.form.protectedIdentity, ' ', el('a', { href: '#till-kontakt' }, texts.form.protectedLink)),
    closed && el('p', { class: 'panel scarce' }, texts.form.dayNotOpen(dayShort(closed)), ' ', el('a', { href: dayPath(closed) }, texts.form.readMore)),
    el('p', { class: 'muted' }, texts.form.required),
    el('div', { class: 'part' }, form))];
}

function showForm() {
  content.replaceChildren(...formPage());
}

async function showReview() {
  const { review } = await part(() => import('./review.js'));
  const body = submission(website(), askedOf(days));
  const box = el('form', { class: 'form', submit: event => deliver(event, body, box, sendButton) });
  const sendButton = el('button', { type: 'submit', class: 'button main' }, texts.form.send);
  box.append(...review(body, days).filter(Boolean), el('div', { class: 'actions' },
    sendButton, el('button', { type: 'button', class: 'button', click: () => history.back() }, texts.review.change)));
  setTitle(texts.review.title);
  const heading = el('h1', {}, texts.review.title);
  content.replaceChildren(page(heading, el('p', { class: 'lead' }, texts.review.lead), el('div', { class: 'part' }, box)));
  moveTo(heading);
}

async function proceed(event) {
  event.preventDefault();
  const faults = draftFaults(draft, needsFaults);
  if (faults.size > 0) {
    refuse(faults);
  } else if (isLong()) {
    await proceedToReview();
  } else {
    deliver(event, submission(website(), askedOf(days)), form, button);
  }
}

async function proceedToReview() {
  if (reviewing) {
    return;
  }

  reviewing = true;
  forgetFaults();
  try {
    await showReview();
    history.pushState({ review: true }, '');
  } catch (error) {
    explainFault(error, null, form);
  } finally {
    reviewing = false;
  }
}

function refuse(faults) {
  setFaulty(true);
  showFaults(form, faults);
}

async function deliver(event, body, box, pressed) {
  event.preventDefault();
  try {
    // Before anything is sent: whoever has registered must be told.
    const { receipt } = await part(() => import('./receipt.js'));
    const reply = await send(body, pressed, announce);
    if (reply) {
      finish(receipt(reply, body, days));
    }
  } catch (error) {
    await explainFault(error, body, box);
  }
}

function finish(told) {
  finished = true;
  forgetDraft();
  setTitle(texts.receipt.title);
  content.replaceChildren(page(told));
  moveTo(content.querySelector('h1'));
}

// What the service says of these is for programs.
const ownWords = { 413: texts.problems.tooLarge, 422: texts.problems.keyReused };

async function explainFault(error, body, box) {
  const faults = faultsOf(error, body);
  form.querySelector('#website').value = '';
  const slug = dayInTheWay(error);
  if (faults) {
    returnToForm(() => refuse(faults));
  } else if (slug) {
    await chooseAgain(error, slug);
  } else {
    if (error.status === 422) {
      forgetKey();
    }

    const { heading, words } = ownWords[error.status] ?? explain(error, 'sending');
    // Whoever has gone back meanwhile is told where they are.
    const where = box.isConnected ? box : form;
    setFaulty(true);
    clearFaults(where);
    showSummary(where, heading, el('p', {}, words), el('p', {}, texts.form.nothingLost));
  }
}

/** A day has closed while the form was written: it is taken out of the choice, all else stays. */
async function chooseAgain(error, slug) {
  const day = days.find(candidate => candidate.slug === slug);
  days = await getThemeDays().catch(() => days.filter(candidate => candidate.slug !== slug));
  delete draft.days[slug];
  settleDays(days);
  keepDraft();
  const { heading, words } = explain(error, 'sending');
  const link = error.kind === 'not-open' ? texts.form.toInterest : texts.form.readMore;
  returnToForm(() => {
    const summary = [el('p', {}, day && el('strong', {}, `${dayShort(day)}. `), words), el('p', {}, texts.form.nothingLost),
      day && el('p', {}, el('a', { href: dayPath(day) + (error.kind === 'not-open' ? '#till-intresse' : '') }, link))];
    showForm();
    setTitle(texts.form.title, true);
    showSummary(form.isConnected ? form : content.querySelector('.column'), heading, summary);
  });
}

function returnToForm(then) {
  if (history.state?.review) {
    afterReturn = then;
    history.back();
  } else {
    then();
  }
}

addEventListener('popstate', () => {
  if (finished) {
    location.reload();
  } else if (history.state?.review && draftFaults(draft, needsFaults).size === 0) {
    showReview();
  } else {
    showForm();
    if (afterReturn) {
      afterReturn();
      afterReturn = null;
    } else {
      moveTo(content.querySelector('h1'));
    }
  }
});

history.replaceState(null, '');
show(async () => {
  [days] = await Promise.all([getThemeDays(), series().catch(() => null)]);
  settleDays(days);
  if (askedDay()?.state === 'open') {
    chooseDay(askedDay());
  }

  keepDraft();
}, formPage);

form.addEventListener('change', () => {
  labelButton();
  settleNeeds();
});

// A voluntary question: without its list there is nothing to choose, and no harm done.
const loadMunicipalities = () => getMunicipalities().then(list => fillMunicipalities(list, form)).catch(() => {});
form.addEventListener('focusin', () => {
  import('./controllers.js').then(({ nameControllers }) => nameControllers(controllers, openDays(days))).catch(() => {});
  loadMunicipalities();
  // What comes after the form; whoever needs it waits for it, and says what went wrong.
  Promise.all([import('./review.js'), import('./receipt.js')]).catch(() => {});
}, { once: true });
if (draft.people.some(person => person.municipality)) {
  loadMunicipalities();
}
