import { ask, getMyCalendar, getMyRegistration, part } from './api.js';
import { cancelling } from './cancellation.js';
import { changes } from './changes.js';
import { checkInCode, isToday } from './check-in-code.js';
import { dayNameElement, dayPath, dayWhen, dayWhere, state } from './day-words.js';
import { el, fact, moveTo } from './dom.js';
import { fullName, longMoment } from './format.js';
import { lostLink } from './lost.js';
import { words } from './mine-texts.js';
import { contactLine } from './organizers.js';
import { answering } from './offer.js';
import { own } from './own.js';
import { ownDeed } from './own-deed.js';
import { ownPage } from './own-page.js';
import { content, page, setTitle } from './page.js';
import { explained } from './problems.js';
import { saveFile } from './save-file.js';
import { keepSecret } from './secret.js';
import { texts } from './texts.js';

const marks = { confirmed: ['good', 'done'], waitlisted: ['scarce', 'waiting'], cancelled: ['bad', 'cancelled'] };

const offers = mine => mine.waits.filter(wait => wait.offer);
const isOffered = mine => mine.status === 'waitlisted' && offers(mine).length > 0;

const heading = mine => (isOffered(mine) ? words.heading.offered : headingWithout(mine));

const headingWithout = ({ status, themeDay: { state: now } }) => (status === 'cancelled' ? words.heading.cancelled
  : now === 'cancelled' ? words.heading.dayCancelled : (now === 'held' ? words.heldHeading : words.heading)[status]);

function whatItMeans(mine) {
  const day = mine.themeDay;
  if (day.state === 'cancelled' && mine.status !== 'cancelled') {
    return words.dayCancelledWords;
  }

  if (isOffered(mine)) {
    return words.meaning.offered;
  }

  // A new registration is no way on where none is taken.
  if (mine.status === 'cancelled' && day.state !== 'open') {
    return words.meaning.cancelledOver;
  }

  return day.state === 'held' && mine.status !== 'cancelled' ? words.heldWords : words.meaning[mine.status];
}

const dayFacts = mine => {
  const day = mine.themeDay;
  const where = dayWhere(day);
  return el('dl', { class: 'facts' },
    fact(texts.dayPage.day, el('a', { href: dayPath(day) }, dayNameElement(day))),
    fact(texts.dayPage.when, dayWhen(day), day.date && !day.startsAt && texts.day.timeLater),
    mine.participation === 'onSite' && fact(texts.dayPage.where, where ? own(where) : texts.day.placeLater),
    fact(words.participation, texts.participation[mine.participation], mine.participation === 'online' && mine.status === 'confirmed' && !['held', 'cancelled'].includes(day.state)
      && (mine.meetingAddress ? el('a', { href: mine.meetingAddress }, words.join) : words.onlineLater)),
    mine.submittedBy && fact(words.submittedBy, mine.submittedBy),
    fact(texts.receipt.code, mine.receipt));
};

const details = mine => el('dl', { class: 'facts' },
  fact(words.name, fullName(mine)),
  fact(texts.fields.email, mine.email),
  fact(texts.fields.organization, mine.organization),
  fact(texts.fields.profession, mine.profession),
  fact(texts.fields.sector, texts.sectors[mine.sector]),
  fact(texts.fields.language, texts.review.languages[mine.language]),
  mine.municipality && fact(texts.fields.municipality, mine.municipality),
  mine.phone && fact(texts.fields.phone, mine.phone),
  fact(words.registeredAt, longMoment(mine.registeredAt)),
  mine.cancelledAt && fact(words.cancelledAt, longMoment(mine.cancelledAt)));

async function saveCalendar(problem, secret) {
  problem.replaceChildren();
  try {
    saveFile(await getMyCalendar(secret), 'temadag.ics');
    problem.replaceChildren(el('p', {}, words.calendarSaved));
  } catch (error) {
    problem.replaceChildren(explained(error, 'reading'));
  }
}

function actions(mine, secret, renewed) {
  const problem = el('div', { role: 'status' });
  return el('div', { class: 'flow part' },
    mine.hasCalendar && mine.themeDay.state !== 'held' && el('p', { class: 'actions' },
      el('button', { type: 'button', class: 'button main', click: () => saveCalendar(problem, secret) }, words.calendar)),
    problem,
    mine.canCancel && cancelling(mine, secret, renewed, open));
}

// Besides a place, or for two ways at once: the one wait of someone without a place is what the page says first.
function waiting(mine, secret, renewed) {
  const waits = mine.waits.filter(wait => !wait.offer && (mine.status === 'confirmed' || mine.waits.length > 1));
  return waits.length > 0 && el('section', { class: 'flow part' }, el('h2', {}, words.waiting.heading), waits.map(wait => {
    const box = el('div', { class: 'flow' });
    const button = el('button', {
      type: 'button', class: 'button', click: () => ownDeed(button, box, () => ask(`/api/my/registration/waits/${wait.id}`, { method: 'DELETE', secret }),
        after => renewed(after, words.waiting.stopped), open),
    }, words.waiting.stop[wait.participation]);
    box.append(el('p', {}, words.waiting.words[wait.participation]), el('p', { class: 'actions' }, button));
    return box;
  }));
}

function transferring(transfer, secret, renewed) {
  const button = el('button', {
    type: 'button', class: 'button', click: () => ownDeed(button, box, () => ask('/api/my/registration/transfer', { method: 'DELETE', secret }),
      after => renewed(after, words.transfer.withdrawn), open),
  }, words.transfer.withdraw);
  const box = el('div', { class: 'panel scarce' },
    el('p', {}, transfer.kind === 'address' ? words.transfer.address(transfer.email) : words.transfer.handover(transfer.name, transfer.email)),
    el('p', {}, words.transfer.until, ' ', longMoment(transfer.answerBy), '.'),
    el('p', { class: 'actions' }, button));
  return box;
}

// The page goes on with the new link; the one that brought it here is closed.
const moved = renewed => ({ secret, registration }) => {
  keepSecret('registration', secret);
  renewed(registration, words.changes.linksClosed, secret);
};

// Whoever is asked nothing fetches nothing of it.
let needs = null;
async function prepared(mine) {
  if (mine.needs) {
    needs ??= await import('./needs.js').catch(() => null);
  }

  return mine;
}

function needed(mine) {
  const facts = needs.needsFacts(mine.needs);
  return el('section', { class: 'flow part' }, el('h2', {}, needs.words.heading), facts.length ? el('dl', { class: 'facts' }, facts) : el('p', {}, needs.words.none));
}

function mineView(mine, secret, notice) {
  setTitle(heading(mine));
  const code = mine.checkIn && checkInCode(mine.checkIn);
  // Whoever opens the page in the queue at the door wants the code first.
  const first = isToday(mine.themeDay.date);
  const renewed = async (after, notice, key = secret) => {
    content.replaceChildren(...mineView(await prepared(after), key, notice));
    moveTo(content.querySelector(notice ? '.notice' : 'h1'));
  };
  return [page(
    el('h1', {}, state(...marks[mine.themeDay.state === 'cancelled' ? 'cancelled' : mine.status], heading(mine))),
    el('p', { class: 'lead' }, whatItMeans(mine)),
    notice && el('p', { class: 'panel good notice' }, notice),
    mine.oneIsEnough && mine.waits.length > 0 && el('p', {}, words.oneIsEnough),
    offers(mine).map(offer => answering(mine, offer, secret, renewed, open)),
    mine.transfer && transferring(mine.transfer, secret, renewed),
    first && code,
    dayFacts(mine),
    !first && code,
    mine.certificate,
    waiting(mine, secret, renewed),
    actions(mine, secret, renewed),
    el('section', { class: 'flow part' }, el('h2', {}, words.details), details(mine), el('p', {}, el('a', { href: '/anmalan/uppgifter' }, words.allDetails)), !mine.canChange && el('p', { class: 'muted' }, words.wrongDetails)),
    mine.needs && needs && needed(mine),
    mine.canChange && changes(mine, secret, renewed, moved(renewed), open),
    el('section', { class: 'flow part' }, el('h2', {}, words.contact),
      mine.organizer ? [own(mine.organizer.name, 'p'), contactLine(mine.organizer)] : el('p', {}, texts.contact.later)),
    shared())];
}

// Whoever comes before the day is over fetches nothing of this.
async function withCertificate(secret) {
  const mine = await prepared(await getMyRegistration(secret));
  if (mine.themeDay.state !== 'held') {
    return mine;
  }

  const { certificatePart } = await part(() => import('./my-certificate.js'));
  return { ...mine, certificate: await certificatePart(mine, secret, open) };
}

const { open, shared } = ownPage({ purpose: 'registration', title: texts.page.registration, words, read: withCertificate, view: mineView, lost: lostLink });
