import { decoded, getThemeDay, Refusal } from './api.js';
import { dateFace, dayAction, dayState, dayStates, isFull } from './day-states.js';
import { dayName, dayWhen, dayWhere } from './day-words.js';
import { el, fact, moveTo } from './dom.js';
import { longDeadline } from './format.js';
import { interestForm } from './interest-form.js';
import { contactLine } from './organizers.js';
import { own, ownHtml } from './own.js';
import { page, series, setTitle, show } from './page.js';
import { programme, speakers } from './programme.js';
import { daySubscription } from './subscription.js';
import { texts } from './texts.js';

const band = day => el('div', { class: 'band' }, el('div', { class: 'wide' },
  el('p', { class: 'eyebrow dated' }, dateFace(day)),
  day.title ? own(day.title, 'h1', { class: day.title.length > 24 ? 'long' : null }) : el('h1', {}, dayName(day)),
  day.summary && own(day.summary, 'p', { class: 'lead' })));

function facts(day) {
  const where = dayWhere(day);
  const over = ['held', 'cancelled'].includes(day.state);
  return el('dl', { class: 'facts' },
    fact(texts.dayPage.when, dayWhen(day), day.date && !day.startsAt && !over && texts.day.timeLater),
    fact(texts.dayPage.where, where ? own(where) : texts.day.placeLater),
    day.directions && !over && fact(texts.dayPage.directions, ...day.directions.split('\n').map(line => line && own(line))),
    day.places.length > 0 && !over && fact(texts.dayPage.ways, ...day.places.map(place => texts.dayPage.way(place.participation, place.capacity))),
    day.state === 'open' && day.registrationClosesAt && fact(texts.dayPage.lastDay, longDeadline(day.registrationClosesAt)),
    fact(texts.dayPage.organizer, day.organizer ? own(day.organizer.name) : texts.dayPage.organizerLater));
}

function action(day) {
  if (day.state === 'planned') {
    return interestForm(day);
  }

  const link = dayAction(day, { class: 'button main' });
  const words = isFull(day) && day.state === 'open' ? texts.dayPage.full : texts.dayPage.stateWords[day.state];
  // To a day without places nobody has registered here, so nobody has a certificate of it.
  const tells = words && (day.state !== 'held' || day.places.length > 0);
  // On paper it matters only that a day will not be.
  return el('div', { class: day.state === 'cancelled' ? 'panel lone part' : 'panel lone part screen' },
    // An open day says how many places there are; of the others the heading says all.
    day.state === 'open' ? [el('h2', {}, texts.dayPage.open), dayStates(day)] : el('h2', {}, dayState(day)),
    tells && el('p', {}, words),
    day.cancellationReason && own(day.cancellationReason, 'p'),
    link && el('p', { class: 'actions' }, link));
}

function organizer(day) {
  const about = day.organizer;
  return el('section', { class: 'flow part' },
    el('h2', {}, texts.dayPage.contact),
    about ? [own(about.name, 'p'), contactLine(about)] : el('p', {}, texts.contact.later),
    el('section', { class: 'flow screen' },
      el('h3', {}, texts.dayPage.privacy),
      about?.privacyNoticeHtml ? ownHtml(about.privacyNoticeHtml, 4) : el('p', {}, texts.dayPage.privacyWords),
      el('p', {}, el('a', { href: about ? `/integritet#arrangor-${about.slug}` : '/integritet' }, texts.dayPage.privacyLink))));
}

function render(day) {
  setTitle(dayName(day));
  const over = ['held', 'cancelled'].includes(day.state);
  return [
    band(day),
    page(
      // A day that waits has so little to tell that its facts come first; else what one can do does.
      day.state === 'planned' ? [facts(day), action(day)] : [action(day), facts(day)],
      day.descriptionHtml && el('section', { class: 'flow part' }, el('h2', {}, texts.dayPage.about), ownHtml(day.descriptionHtml)),
      (day.programme.length > 0 || !over) && programme(day.programme),
      (day.speakers.length > 0 || !over) && speakers(day.speakers),
      !over && daySubscription(day),
      organizer(day),
      el('p', { class: 'part screen' }, el('a', { href: '/' }, texts.dayPage.all)))];
}

function unknown() {
  setTitle(texts.dayPage.unknown);
  return [page(
    el('h1', {}, texts.dayPage.unknown),
    el('p', {}, texts.dayPage.unknownWords),
    el('p', { class: 'actions' }, el('a', { class: 'button main', href: '/' }, texts.dayPage.all)))];
}

const slug = decoded(location.pathname.split('/')[2] ?? '');

await show(async () => {
  try {
    // The two together, so that the banner of a demonstration does not push the page down after it is read.
    const [day] = await Promise.all([getThemeDay(slug), series().catch(() => null)]);
    return day;
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) {
      return null;
    }

    throw error;
  }
}, day => (day ? render(day) : unknown()));

// The form stands in no file, so the browser could not go to it by itself.
const target = location.hash === '#till-intresse' && document.getElementById('till-intresse');
if (target) {
  moveTo(target);
}
