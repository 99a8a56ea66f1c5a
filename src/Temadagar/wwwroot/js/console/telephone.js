import { getMunicipalities } from '../api.js';
import { dayName, whenAndWhere } from '../day-words.js';
import { el } from '../dom.js';
import { choiceRow, radioField } from '../fields.js';
import { fullName } from '../format.js';
import { emptyNeeds, givenNeeds, needsFaults, needsFields, NEEDS } from '../needs.js';
import { content } from '../page.js';
import { personFields } from '../person-fields.js';
import { texts } from '../texts.js';
import { plannedDay, register, themeDay } from './calls.js';
import { consolePage, toHeading } from './frame.js';
import { sendingForm, unsaved as asksBefore } from '../form.js';
import { placesList } from './overview.js';
import { words } from './words.js';

const own = words.telephone;

export const load = async ([slug]) => {
  const [day, { servesFood }, municipalities] = await Promise.all([themeDay(slug), plannedDay(slug), getMunicipalities()]);
  return { day, servesFood, municipalities };
};

export function render(session, { day, servesFood, municipalities }, again) {
  const back = { href: `/arrangor/temadag/${day.slug}`, words: dayName(day) };
  const wanted = { firstName: '', lastName: '', email: '', organization: '', profession: '', sector: '', language: 'sv', municipality: '', phone: '', ...emptyNeeds(), participation: day.places.length === 1 ? day.places[0].participation : '', overbook: false };
  // One key for what is written: whoever changes something and sends again means something new.
  let key = null;
  const untouched = JSON.stringify(wanted);
  const changed = () => {
    key = null;
    asksBefore(JSON.stringify(wanted) !== untouched);
  };
  const needs = el('div', { class: 'form', hidden: wanted.participation !== 'onSite' }, needsFields(wanted, field => field, { asksDiet: servesFood, changed }));
  const form = sendingForm({
    button: own.button,
    check: () => {
      const faults = new Map(wanted.participation ? [] : [['participation', texts.faults.participation]]);
      needsFaults(wanted, field => field, faults);
      return faults;
    },
    send: async () => {
      key ??= crypto.randomUUID();
      const person = Object.fromEntries(Object.entries(wanted).filter(([field]) => !NEEDS.includes(field)));
      const reply = await register(day.slug, { ...person, ...(wanted.participation === 'onSite' ? givenNeeds(wanted) : {}) }, key);
      asksBefore(false);
      content.replaceChildren(done(reply));
      toHeading();
    },
  },
  el('div', { class: 'form' },
    day.places.length > 1 && radioField('participation', { label: own.how, value: wanted.participation, input: value => {
      wanted.participation = value;
      needs.hidden = value !== 'onSite';
      changed();
    } }, day.places.map(place => ({ value: place.participation, words: texts.participation[place.participation] })), { row: true }),
    personFields(wanted, field => field, { changed, emailHint: own.emailHint, emailOptional: true, municipalities }),
    needs,
    el('div', { class: 'field' }, choiceRow('checkbox', { id: 'overbook', change: event => {
      wanted.overbook = event.target.checked;
      changed();
    } }, own.overbook, el('span', { class: 'hint' }, own.overbookHint)))));

  return consolePage(session, { title: own.title, back },
    el('p', {}, `${dayName(day)}, ${whenAndWhere(day)}`),
    placesList(day),
    el('p', { class: 'muted' }, own.protectedIdentity, session.handlesProtected && [' ', el('a', { href: `/arrangor/temadag/${day.slug}/skyddade` }, words.people.protected)]),
    el('div', { class: 'column' }, form));

  function done(reply) {
    const name = fullName(wanted);
    return consolePage(session, { title: own.done[reply.status](name), back },
      reply.overbooked && el('p', {}, own.overbooked),
      el('dl', { class: 'facts' }, el('div', {}, el('dt', {}, texts.receipt.code), el('dd', { class: 'receipt' }, reply.receipt))),
      el('p', {}, wanted.email.trim() ? own.mailed(wanted.email.trim()) : own.noMail),
      el('p', { class: 'actions' },
        el('a', { class: 'button', href: `/arrangor/anmalan/${reply.id}` }, own.open),
        el('button', { type: 'button', class: 'button', click: () => again().then(toHeading) }, own.another)));
  }
}
