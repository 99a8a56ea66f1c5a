import { dayName, whenAndWhere } from '../day-words.js';
import { el } from '../dom.js';
import { selectField } from '../fields.js';
import { fullName, longMoment } from '../format.js';
import { texts } from '../texts.js';
import { answerOffer, moveGroup, offerPlace, themeDay, waitlist } from './calls.js';
import { confirmed, consolePage, done, notice } from './frame.js';
import { withReason } from './reason-dialog.js';
import { cardTable, cell } from './table.js';
import { words } from './waitlist-words.js';

export const load = async ([slug]) => {
  const [day, list] = await Promise.all([themeDay(slug), waitlist(slug)]);
  return { day, list };
};

const nameOfGroup = group => group.people.map(fullName).join(', ');
const link = person => el('a', { href: `/arrangor/anmalan/${person.registrationId}` }, fullName(person));

export function render(session, { day, list }, again) {
  const title = words.title(dayName(day));
  const said = notice();
  const redraw = async text => {
    await again();
    done(text);
  };
  const act = async (call, text) => {
    try {
      await call();
    } catch (error) {
      said.failed(error);
      return;
    }

    await redraw(text);
  };

  return consolePage(session, { title, back: { href: `/arrangor/temadag/${day.slug}`, words: dayName(day) } },
    el('p', {}, whenAndWhere(day)),
    said.box,
    el('p', { class: 'column' }, words.lead),
    el('dl', { class: 'facts' }, list.ways.map(way => el('div', {}, el('dt', {}, texts.participation[way.participation]), el('dd', {}, words.figures(way))))),
    el('h2', {}, words.offers),
    list.offers.length === 0 ? el('p', {}, words.noOffers) : cardTable(words.offers, [words.name, words.participation, words.answerBy, words.acts], list.offers.map(offer => offerRow(offer))),
    el('h2', {}, words.waiting),
    list.groups.length === 0 ? el('p', {}, words.nobody)
      : list.ways.map(way => list.groups.filter(group => group.participation === way.participation)).filter(groups => groups.length > 0).map(groups => [
        list.ways.length > 1 && el('h3', {}, texts.participation[groups[0].participation]),
        cardTable(words.waiting, [words.place, words.name, words.since, words.why, words.acts], groups.map((group, index) => groupRow(group, index, groups)))]),
    list.ended.length > 0 && [
      el('h2', {}, words.ended),
      cardTable(words.ended, [words.name, words.participation, words.outcome, words.when], list.ended.map(offer => el('tr', {},
        el('th', { scope: 'row' }, link(offer)),
        cell(words.participation, texts.participation[offer.participation]),
        cell(words.outcome, words.outcomes[offer.outcome], offer.reason && el('div', { class: 'small muted' }, words.outOfOrder(offer.reason))),
        cell(words.when, longMoment(offer.endedAt)))))]);

  function offerRow(offer) {
    const name = fullName(offer);
    return el('tr', {},
      el('th', { scope: 'row' }, link(offer), !offer.hasEmail && el('div', { class: 'small' }, el('strong', {}, words.noEmail)),
        offer.waitsElsewhere && el('div', { class: 'small muted' }, words.releases),
        offer.reason && el('div', { class: 'small muted' }, words.outOfOrder(offer.reason))),
      cell(words.participation, texts.participation[offer.participation]),
      cell(words.answerBy, longMoment(offer.answerBy)),
      el('td', {}, el('span', { class: 'actions' },
        el('button', { type: 'button', class: 'button', 'aria-label': words.claimOne(name), click: () => act(() => answerOffer(day.slug, offer.id, 'claim'), words.claimed(name)) }, words.claim),
        el('button', { type: 'button', class: 'button', 'aria-label': words.declineOne(name), click: async () => {
          if (await confirmed({ heading: words.declineHeading(name), text: words.declineWords, yes: words.declineYes })) {
            await act(() => answerOffer(day.slug, offer.id, 'decline'), words.declined(name));
          }
        } }, words.decline))));
  }

  function groupRow(group, index, groups) {
    const name = nameOfGroup(group);
    const before = groups.slice(0, index);
    const free = list.ways.find(way => way.participation === group.participation).free > 0 && !['tooLate', 'dayCancelled'].includes(group.standing);
    return el('tr', {},
      cell(words.place, String(index + 1)),
      el('th', { scope: 'row' }, group.people.map(person => el('div', {}, link(person), `, ${person.organization}`, !person.hasEmail && [' ', el('strong', { class: 'small' }, words.noEmail)],
        person.waitsElsewhere && el('div', { class: 'small muted' }, words.waitsElsewhere))),
        group.people.length > 1 && el('div', { class: 'small muted' }, words.together(group.people.length)),
        group.moveReason && el('div', { class: 'small muted' }, words.moved(group.moveReason))),
      cell(words.since, longMoment(group.people[0].since)),
      cell(words.why, words.standing[group.standing](group.places)),
      el('td', {}, el('span', { class: 'actions' },
        before.length > 0 && el('button', { type: 'button', class: 'button', 'aria-label': words.moveOne(name), click: () => moving(group, before) }, words.move),
        free && group.people.map(person => el('button', { type: 'button', class: 'button', 'aria-label': words.offerOne(fullName(person)), click: () => offering(person) },
          group.people.length > 1 ? words.offerOne(fullName(person)) : words.offer)))));
  }

  async function asking(labels, send, after, fields) {
    if (await withReason({ ...labels, reason: words.reason, reasonHint: words.reasonHint, missing: words.reasonMissing, no: words.no }, send, fields)) {
      await redraw(after);
    }
  }

  function moving(group, before) {
    const name = nameOfGroup(group);
    let first = before[0].id;
    return asking(
      { heading: words.moveHeading(name), text: words.moveWords, yes: words.moveYes },
      reason => moveGroup(day.slug, group.id, first, reason),
      words.movedNow(name),
      [selectField('before', { label: words.before, value: first, input: value => { first = value; } },
        before.map((other, place) => el('option', { value: other.id }, `${place + 1}. ${nameOfGroup(other)}`)))]);
  }

  function offering(person) {
    const name = fullName(person);
    return asking(
      { heading: words.offerHeading(name), text: words.offerWords, yes: words.offerYes }, reason => offerPlace(day.slug, person.id, reason), words.offered(name));
  }
}
