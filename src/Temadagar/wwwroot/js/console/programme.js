import { Refusal } from '../api.js';
import { dayName, state, whenAndWhere } from '../day-words.js';
import { el } from '../dom.js';
import { showSummary } from '../faults.js';
import { isStale, sendingForm, unsaved as asksBefore } from '../form.js';
import { setFaulty } from '../page.js';
import { texts } from '../texts.js';
import { changeProgramme, plannedDay, programme } from './calls.js';
import { consolePage, done, notice } from './frame.js';
import { wallClock } from './moments.js';
import { collisions } from './programme-order.js';
import { pasting } from './programme-paste.js';
import { programmeTable } from './programme-table.js';
import { words } from './speaker-words.js';

const own = words.programme;

export const load = async ([slug]) => {
  const [day, found] = await Promise.all([plannedDay(slug), programme(slug)]);
  return { day, found };
};

export function render(session, { day, found }, again) {
  const title = own.title(dayName(day));
  const said = notice();
  const unsaved = el('p', { class: 'muted', hidden: true }, own.unsaved);
  const place = el('div', { class: 'flow' });
  let current = found;
  let table = null;
  let kept = '';

  show();
  return consolePage(session, { title, back: { href: `/arrangor/temadag/${day.slug}`, words: dayName(day) }, broad: true },
    el('p', {}, `${dayName(day)}, ${whenAndWhere(day)}. `, found.startsAt && found.endsAt && own.hours(wallClock(found.startsAt, found.endsAt))),
    ['cancelled', 'held'].includes(day.state) && el('p', {}, state('bad', 'cancelled', el('strong', {}, texts.state[day.state]))),
    el('p', { class: 'small muted column' }, own.lead, ' ', own.keys),
    said.box,
    sendingForm({ button: own.save, check, send: save, place: pathOf }, place, unsaved),
    pasting(day.slug, { isDirty, used: async () => {
      changed(false);
      await again();
      done(own.paste.used, ' ', own.savedNote, ' ', toSchedules());
    } }));

  function show() {
    table = programmeTable(current, () => changed(isDirty()));
    kept = JSON.stringify(table.sessions());
    place.replaceChildren(...table.parts);
    changed(false);
  }

  function isDirty() {
    return table !== null && JSON.stringify(table.sessions()) !== kept;
  }

  function changed(dirty) {
    unsaved.hidden = !dirty;
    asksBefore(dirty);
    if (dirty) {
      said.say('');
    }
  }

  function check() {
    said.say('');
    table.numberAsSent();
    const faults = new Map();
    table.rows().forEach((row, index) => {
      for (const field of ['startsAt', 'endsAt', 'title'].filter(name => !row[name].trim())) {
        faults.set(`sessions[${index}].${field}`, own.faults[field]);
      }

      if (row.startsAt && row.endsAt && row.endsAt <= row.startsAt) {
        faults.set(`sessions[${index}].endsAt`, own.faults.order);
      }
    });
    return faults;
  }

  async function save(unanswered) {
    try {
      current = await changeProgramme(day.slug, table.sessions(), current.version);
    } catch (error) {
      if (error instanceof Refusal && error.status === 409) {
        refuse(error.problem);
        return;
      }

      const now = unanswered && isStale(error) ? await programme(day.slug) : null;
      if (!now || asOne(now.sessions) !== asOne(table.sessions())) {
        throw error;
      }

      // It was our own try that got no answer.
      current = now;
    }

    show();
    said.tell([own.saved, ' ', own.savedNote, ' ', toSchedules()]);
  }

  // What the service says, and where it is: it names the sessions, here they are found.
  function refuse({ title: heading, detail }) {
    const where = collisions(table.rows(), current).map(({ kind, row, other, what }) => el('li', {}, el('a', { href: '#', click: event => {
      event.preventDefault();
      row.element.scrollIntoView({ block: 'start' });
      row.focus();
    } }, {
      day: () => own.collides.day(row.label, wallClock(current.startsAt, current.endsAt)),
      room: () => own.collides.room(row.label, other.label, what),
      speaker: () => own.collides.speaker(row.label, other.label, current.speakers.find(one => one.id === what)?.name ?? own.unknownSpeaker),
    }[kind]())));
    setFaulty(true);
    showSummary(place.closest('form'), heading, el('p', {}, detail), where.length > 0 && el('ul', {}, where));
  }

  function toSchedules() {
    return el('a', { href: `/arrangor/temadag/${day.slug}/scheman` }, own.toSchedules);
  }
}

/** A programme as far as people write it: ids are the service's, and so is the order of what begins at once. */
const asOne = sessions => JSON.stringify(sessions
  .map(({ startsAt, endsAt, title, abstract, kind, room, speakers }) => JSON.stringify([startsAt, endsAt, title.trim(), abstract?.trim() || null, kind, room?.trim() || null, speakers]))
  .sort());

// "sessions[2].speakers[0]" is a fault of the speakers' field; one of a whole session stands at its title.
const pathOf = path => {
  const [, index, field] = /^sessions\[(\d+)\](?:\.(\w+))?/.exec(path) ?? [];
  return index === undefined ? path : `sessions[${index}].${field ?? 'title'}`;
};
