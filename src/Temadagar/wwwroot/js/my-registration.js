import { getMyCalendar, getMyRegistration } from './api.js';
import { cancelling } from './cancellation.js';
import { checkInCode, isToday } from './check-in-code.js';
import { dayNameElement, dayPath, dayWhen, dayWhere, state } from './day-words.js';
import { el, moveTo } from './dom.js';
import { longMoment } from './format.js';
import { words } from './mine-texts.js';
import { contactLine } from './organizers.js';
import { answering } from './offer.js';
import { own } from './own.js';
import { ownPage } from './own-page.js';
import { content, page, setTitle } from './page.js';
import { explain } from './problems.js';
import { saveFile } from './save-file.js';
import { texts } from './texts.js';


const fact = (term, ...descriptions) => el('div', {}, el('dt', {}, term), descriptions.filter(Boolean).map(text => el('dd', {}, text)));

const marks = { confirmed: ['good', 'done'], waitlisted: ['scarce', 'waiting'], cancelled: ['bad', 'cancelled'] };

const offered = mine => mine.waits.find(wait => wait.offer);

const heading = mine => (offered(mine) && mine.status === 'waitlisted' ? words.heading.offered : headingWithout(mine));

const headingWithout = ({ status, themeDay: { state: now } }) => (status === 'cancelled' ? words.heading.cancelled
  : now === 'cancelled' ? words.heading.dayCancelled : (now === 'held' ? words.heldHeading : words.heading)[status]);

function whatItMeans(mine) {
  const day = mine.themeDay;
  if (day.state === 'cancelled' && mine.status !== 'cancelled') {
    return words.dayCancelledWords;
  }

  if (offered(mine) && mine.status === 'waitlisted') {
    return words.meaning.offered;
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
  fact(words.name, `${mine.firstName} ${mine.lastName}`),
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
    const { heading: title, words: text } = explain(error, 'reading');
    problem.replaceChildren(el('p', {}, el('strong', {}, `${title}. `), text));
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

function mineView(mine, secret) {
  setTitle(heading(mine));
  const code = mine.checkIn && checkInCode(mine.checkIn);
  // Whoever opens the page in the queue at the door wants the code first.
  const first = isToday(mine.themeDay.date);
  const offer = offered(mine);
  const renewed = after => {
    content.replaceChildren(...mineView(after, secret));
    moveTo(content.querySelector('h1'));
  };
  return [page(
    el('h1', {}, state(...marks[mine.themeDay.state === 'cancelled' ? 'cancelled' : mine.status], heading(mine))),
    el('p', { class: 'lead' }, whatItMeans(mine)),
    mine.oneIsEnough && mine.waits.length > 0 && el('p', {}, words.oneIsEnough),
    offer && answering(mine, offer, secret, renewed, open),
    first && code,
    dayFacts(mine),
    !first && code,
    mine.certificate,
    actions(mine, secret, renewed),
    el('section', { class: 'flow part' }, el('h2', {}, words.details), details(mine), el('p', { class: 'muted' }, words.wrongDetails)),
    el('section', { class: 'flow part' }, el('h2', {}, words.contact),
      mine.organizer ? [own(mine.organizer.name, 'p'), contactLine(mine.organizer)] : el('p', {}, texts.contact.later)),
    shared())];
}

// Whoever comes before the day is over fetches nothing of this.
async function withCertificate(secret) {
  const mine = await getMyRegistration(secret);
  if (mine.themeDay.state !== 'held') {
    return mine;
  }

  const { certificatePart } = await import('./my-certificate.js');
  return { ...mine, certificate: await certificatePart(mine, secret, open) };
}

const { open, shared } = ownPage({ purpose: 'registration', title: texts.page.registration, words, read: withCertificate, view: mineView });
