import { dayName } from '../day-words.js';
import { el } from '../dom.js';
import { at, choiceRow, selectField, textField } from '../fields.js';
import { swedishNow } from '../format.js';
import { series } from '../page.js';
import { addDay, cancelDay, changeDay, copyDay, plannedDay, publishDay, removeDay, rescheduleDay, schedules, themeDays } from './calls.js';
import { confirmed, consolePage, done, notice } from './frame.js';
import { isGone, sendingForm, unsaved as asksBefore } from '../form.js';
import { numberIn } from './numbers.js';
import { markdownPreview } from './preview.js';
import { textArea } from '../text-area.js';
import { words } from './words.js';

const own = words.day;

export async function load([slug]) {
  const [day, days, { organizers }] = await Promise.all([slug ? plannedDay(slug) : null, themeDays(), series()]);
  return { day, next: Math.max(0, ...days.map(one => one.number)) + 1, boards: organizers };
}

export function render(session, data, again) {
  return data.day ? existing(session, data, again) : fresh(session, data);
}

/** What is written, as text for the fields; sent back as the API has it. */
const editable = day => ({
  number: String(day.number),
  slug: day.slug,
  title: day.title ?? '',
  summary: day.summary ?? '',
  description: day.description ?? '',
  city: day.city ?? '',
  venue: day.venue ?? '',
  directions: day.directions ?? '',
  date: day.date ?? '',
  startsAt: day.startsAt ?? '',
  endsAt: day.endsAt ?? '',
  certificateHours: day.certificateHours === null ? '' : String(day.certificateHours),
  registrationOpensAt: minuteOf(day.registrationOpensAt),
  registrationClosesAt: minuteOf(day.registrationClosesAt),
  offerHours: String(day.offerHours ?? 48),
  servesFood: day.servesFood ?? false,
  meetingAddress: day.meetingAddress ?? '',
  board: day.board ?? '',
  onSite: capacityOf(day, 'onSite'),
  online: capacityOf(day, 'online'),
});

const minuteOf = moment => (moment ?? '').slice(0, 16);

// A field shows minutes; what was not touched keeps its seconds.
const untouched = (plan, day) => Object.fromEntries(['registrationOpensAt', 'registrationClosesAt']
  .filter(field => day[field] && plan[field] === minuteOf(day[field])).map(field => [field, day[field]]));

const capacityOf = (day, participation) => String(day.places.find(place => place.participation === participation)?.capacity ?? '');

function sent({ onSite, online, board, ...plan }, day = {}) {
  return {
    ...Object.fromEntries(Object.entries(plan).map(([field, value]) => [field, value === '' ? null : value])),
    ...untouched(plan, day),
    number: numberIn(plan.number),
    certificateHours: numberIn(plan.certificateHours),
    offerHours: numberIn(plan.offerHours),
    board: board || null,
    places: [['onSite', onSite], ['online', online]].filter(([, capacity]) => capacity.trim()).map(([participation, capacity]) => ({ participation, capacity: numberIn(capacity) })),
  };
}

const newTimeAndPlace = ({ startsAt, endsAt, city, venue }) =>
  [startsAt.replace('T', ' ') + (endsAt && `–${endsAt.slice(11)}`), [venue, city].filter(Boolean).join(', ')].filter(Boolean);

function planFields(plan, session, boards, { isNew = false, fixedSlug = false, fixedTime = false } = {}) {
  const field = (name, attributes = {}, hint = own.hints[name]) => textField(name, { label: own.fields[name], hint, value: plan[name], input: value => { plan[name] = value; } }, { autocomplete: 'off', ...attributes });
  const preview = markdownPreview({ label: own.preview, empty: own.noPreview, text: () => plan.description });
  const numbered = el('div', { class: 'pair' }, field('slug', { readonly: fixedSlug, spellcheck: 'false', autocapitalize: 'none' }), field('number', { inputmode: 'numeric' }));
  return [
    isNew && numbered,
    field('title'),
    field('summary'),
    textArea('description', { label: own.fields.description, hint: own.hints.description, value: plan.description, rows: 12, input: value => { plan.description = value; } }),
    el('div', {}, preview.button),
    preview.panel,
    el('div', { class: 'pair' }, field('city', { readonly: fixedTime }), field('venue', { readonly: fixedTime })),
    textArea('directions', { label: own.fields.directions, hint: own.hints.directions, value: plan.directions, rows: 3, input: value => { plan.directions = value; } }, { maxlength: '2000' }),
    el('div', { class: 'triple' }, field('date', { type: 'date', readonly: fixedTime }), field('startsAt', { type: 'time', readonly: fixedTime }), field('endsAt', { type: 'time', readonly: fixedTime })),
    el('div', { class: 'pair' }, field('registrationOpensAt', { type: 'datetime-local' }), field('registrationClosesAt', { type: 'datetime-local' })),
    el('div', { class: 'pair' }, field('onSite', { inputmode: 'numeric' }, own.hints.capacity), field('online', { inputmode: 'numeric' }, own.hints.capacity)),
    field('meetingAddress', { type: 'url', spellcheck: 'false', autocapitalize: 'none' }),
    el('div', { class: 'pair' }, field('offerHours', { inputmode: 'numeric' }), field('certificateHours', { inputmode: 'decimal' })),
    el('div', { class: 'field' }, choiceRow('checkbox', { id: 'servesFood', checked: plan.servesFood, change: event => { plan.servesFood = event.target.checked; } },
      own.fields.servesFood, el('span', { class: 'hint' }, own.fields.servesFoodHint))),
    !isNew && numbered,
    session.role === 'administrator' && selectField('board', { label: own.fields.board, value: plan.board, input: value => { plan.board = value; } },
      [el('option', { value: '' }, own.noBoard), ...boards.map(board => el('option', { value: board.slug }, board.name))]),
  ];
}

function fresh(session, { next, boards }) {
  const plan = editable({ number: next, slug: '', certificateHours: null, board: session.board, places: [] });
  const untouched = JSON.stringify(plan);
  const ask = () => asksBefore(JSON.stringify(plan) !== untouched);
  return consolePage(session, { title: own.newTitle, back: { href: '/arrangor', words: words.frame.days } },
    el('p', {}, own.newLead),
    el('div', { class: 'column' }, sendingForm({
      button: own.add,
      check: () => new Map(),
      send: async () => {
        const added = await addDay(sent(plan));
        asksBefore(false);
        location.assign(`/arrangor/temadag/${added.slug}/redigera`);
      },
    }, el('div', { class: 'form', input: ask, change: ask }, planFields(plan, session, boards, { isNew: true })))));
}

function existing(session, { day, boards }, again) {
  const said = notice();
  const name = dayName(day);
  const plan = editable(day);
  const registered = day.places.some(place => place.taken || place.waiting);
  const over = ['cancelled', 'held'].includes(day.state);
  const begun = day.state === 'held' || Boolean(day.date && day.startsAt) && `${day.date}T${day.startsAt}` <= swedishNow();
  let { version } = day;
  let kept = JSON.stringify(plan);
  // Something is being written in the parts below the form.
  let below = false;
  const isDirty = () => JSON.stringify(plan) !== kept;
  const ask = () => asksBefore(isDirty() || below);
  ask();

  // Each of these draws the page anew or leaves it: what is written and not saved would be gone.
  const unsaved = () => new Map(isDirty() ? [['', own.saveFirst]] : []);

  const save = sendingForm({
    button: own.save,
    check: () => new Map(),
    send: async () => {
      const written = JSON.stringify(plan);
      const saved = await changeDay(day.slug, sent(plan, day), version);
      ({ version } = saved);
      kept = written;
      ask();
      if (saved.slug !== day.slug) {
        asksBefore(false);
        location.assign(`/arrangor/temadag/${saved.slug}/redigera`);
        return;
      }

      const note = [own.saved, ...await speakersNotTold()];
      if (JSON.stringify(plan) !== written) {
        // Whoever goes on writing keeps the keyboard.
        said.say(note);
      } else if (below) {
        said.tell(note);
      } else {
        // What is below begins with how the day is now.
        await again();
        done(...note);
      }
    },
  }, el('div', { class: 'form', input: ask, change: ask }, planFields(plan, session, boards, { fixedSlug: day.published, fixedTime: registered })));

  return consolePage(session, { title: own.title(name), back: { href: `/arrangor/temadag/${day.slug}`, words: name } },
    said.box,
    day.published ? el('p', {}, el('a', { href: `/temadag/${day.slug}` }, own.publicPage))
      : el('p', { class: 'actions' }, el('strong', {}, words.overview.draft), el('button', { type: 'button', class: 'button main', click: publish }, own.publish)),
    registered && !over && !begun && el('p', { class: 'muted column' }, own.moves),
    el('div', { class: 'column' }, save),
    part(own.copy, own.copyWords, copying()),
    !over && !begun && part(own.reschedule, own.rescheduleWords, rescheduling()),
    day.state !== 'cancelled' && begun && day.startsAt && part(own.correctEnd, own.correctEndWords, correctingEnd()),
    !over && (day.published || registered || !day.removable) && part(own.cancel, own.cancelWords, cancelling()),
    day.removable && part(own.remove, own.removeWords, el('p', { class: 'actions' }, el('button', { type: 'button', class: 'button grave', click: remove }, own.remove))));

  function part(heading, text, form) {
    return el('details', { input: () => {
      below = true;
      ask();
    } }, el('summary', {}, heading), el('div', { class: 'column flow' }, el('p', {}, text), form));
  }

  // Participants are told at once, speakers by the organizer: their schedules are looked at first.
  async function speakersNotTold() {
    const { speakers } = await schedules(day.slug).catch(() => ({ speakers: [] }));
    const count = speakers.filter(one => one.sentAt && one.changed).length;
    return count ? [' ', own.speakersNotTold(count), el('a', { href: `/arrangor/temadag/${day.slug}/scheman` }, own.toSchedules), '.'] : [];
  }

  async function publish() {
    if (unsaved().size) {
      said.tell(own.saveFirst, true);
      return;
    }

    if (!await confirmed({ heading: own.publishHeading, text: day.registrationOpensAt ? own.publishWords : `${own.publishWords} ${own.neverOpens}`, yes: own.publish })) {
      return;
    }

    try {
      await publishDay(day.slug);
      await again();
      done(own.published);
    } catch (error) {
      said.failed(error);
    }
  }

  async function remove() {
    if (!await confirmed({ heading: own.removeHeading(name), text: own.removeWords, yes: own.remove })) {
      return;
    }

    try {
      await removeDay(day.slug, version);
    } catch (error) {
      // It may have been removed by the call before, of which nobody heard.
      if (!isGone(error)) {
        said.failed(error);
        return;
      }
    }

    asksBefore(false);
    location.assign('/arrangor?borttagen');
  }

  function copying() {
    const wanted = { slug: '', date: '' };
    return sendingForm({
      button: own.copyButton,
      check: unsaved,
      send: async () => {
        const copied = await copyDay(day.slug, { slug: wanted.slug, date: wanted.date || null });
        asksBefore(false);
        location.assign(`/arrangor/temadag/${copied.slug}/redigera`);
      },
    },
    at('slug', textField('copy-slug', { label: own.fields.slug, hint: own.hints.slug, input: value => { wanted.slug = value; } }, { autocomplete: 'off', spellcheck: 'false', autocapitalize: 'none' })),
    at('date', textField('copy-date', { label: own.fields.date, input: value => { wanted.date = value; } }, { type: 'date' })));
  }

  // Nobody is told of an end that has passed.
  function isTold(endsAt) {
    return registered && !(endsAt && endsAt <= swedishNow());
  }

  function isSure(wanted) {
    return confirmed({ heading: own.rescheduleHeading(name), text: own.rescheduleWords, items: newTimeAndPlace(wanted), yes: own.rescheduleButton });
  }

  /** Of a day that has begun. */
  function correctingEnd() {
    const wanted = { endsAt: day.endsAt ?? '' };
    return sendingForm({
      button: own.correctEnd,
      check: unsaved,
      send: async () => {
        const time = { startsAt: `${day.date}T${day.startsAt}`, endsAt: wanted.endsAt ? `${day.date}T${wanted.endsAt}` : null };
        const told = time.endsAt && isTold(time.endsAt);
        if (told && !await isSure({ ...time, city: day.city, venue: day.venue })) {
          return;
        }

        await rescheduleDay(day.slug, time);
        await again();
        done(told ? own.rescheduled : own.saved, ...await speakersNotTold());
      },
    }, at('endsAt', textField('new-endsAt', { label: own.fields.endsAt, value: wanted.endsAt, input: value => { wanted.endsAt = value; } }, { type: 'time', autocomplete: 'off' })));
  }

  function rescheduling() {
    const local = time => (day.date && time ? `${day.date}T${time}` : '');
    const wanted = { startsAt: local(day.startsAt), endsAt: local(day.endsAt), city: day.city ?? '', venue: day.venue ?? '' };
    const field = (path, attributes = {}) => at(path, textField(`new-${path}`, { label: own.fields[path], value: wanted[path], input: value => { wanted[path] = value; } }, { autocomplete: 'off', ...attributes }));
    return sendingForm({
      button: own.rescheduleButton,
      check: unsaved,
      send: async () => {
        const told = isTold(wanted.endsAt);
        if (told && !await isSure(wanted)) {
          return;
        }

        await rescheduleDay(day.slug, { ...wanted, endsAt: wanted.endsAt || null });
        await again();
        done(told ? own.rescheduled : own.saved, ...await speakersNotTold());
      },
    },
    el('div', { class: 'pair' }, field('startsAt', { type: 'datetime-local' }), field('endsAt', { type: 'datetime-local' })),
    el('div', { class: 'pair' }, field('city'), field('venue')));
  }

  function cancelling() {
    const wanted = { reason: '' };
    return sendingForm({
      button: own.cancel,
      check: unsaved,
      send: async () => {
        if (await confirmed({ heading: own.cancelHeading(name), text: own.cancelWords, yes: own.cancel })) {
          await cancelDay(day.slug, wanted.reason);
          await again();
          done(own.cancelled, ...await speakersNotTold());
        }
      },
    }, textArea('reason', { label: own.reason, hint: own.reasonHint, rows: 3, input: value => { wanted.reason = value; } }));
  }
}
