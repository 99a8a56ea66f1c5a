import { el } from '../dom.js';
import { clock } from './result.js';
import { codeIn, written } from './code.js';
import { fullName } from './search.js';
import { words } from './words.js';

const own = words.result;

/** What is done at the door, and what is said of it. */
export function deeds(door, result, { toWalkIn, dayWords }) {
  const button = (text, click, about = {}) => el('button', { type: 'button', class: 'button', click, ...about }, text);

  const undoButton = (person, checkInId) => checkInId && button(own.undo, () => undo(person, checkInId), { 'aria-label': own.undoOf(fullName(person)) });

  // Someone who leaves is rare; a slip of the thumb is not.
  const leaveChoice = person => !person.registeredHere && el('details', {}, el('summary', {}, own.more),
    el('p', { class: 'small' }, own.checkOutHint),
    el('p', {}, button(own.checkOut, () => checkOut(person))));

  const refused = (message, person, name) => {
    const [word, line] = words.refusals[message.kind] ?? [message.heading, message.words];
    result.say({
      kind: 'stop', word, person, name, lines: [line],
      choices: ['wrong-day', 'check-in-cancelled', 'unknown-check-in-code'].includes(message.kind) ? [button(own.toWalkIn, () => toWalkIn())] : [],
    });
  };

  const already = person => result.say({
    kind: 'again', word: own.already(clock(person.stands.since)), person, choices: [undoButton(person, person.stands.checkInId), leaveChoice(person)],
  });

  /** The person as the reply knows them. */
  const ofReply = reply => door.now(reply.registrationId) ?? { ...reply, id: reply.registrationId };

  function said(reply, walkIn) {
    const person = ofReply(reply);
    if (reply.alreadyCheckedIn) {
      result.say({ kind: 'again', word: own.already(clock(reply.checkedInAt)), person, choices: [undoButton(person, reply.checkInId), leaveChoice(person)] });
    } else {
      result.say({ kind: 'good', word: walkIn ? own.walkIn : own.in, person, lines: [own.at(clock(reply.checkedInAt))], choices: [undoButton(person, reply.checkInId), leaveChoice(person)] });
    }
  }

  /** @returns {boolean} whether nobody can be checked in here today; then that is said */
  function barred() {
    const why = door.barred();
    if (why) {
      result.say({ kind: 'stop', word: why === 'notToday' ? words.notToday(dayWords) : words[why] });
    }

    return Boolean(why);
  }

  async function checkIn(person, code, sure = false) {
    if (barred()) {
      return;
    }

    if (person?.stands.here) {
      already(person);
      return;
    }

    const known = person?.status === 'confirmed';
    const name = person ? fullName(person) : own.askingCode;
    if (!door.reached() && !known && !sure) {
      unsure(person, code);
      return;
    }

    if (door.reached()) {
      result.ask(person ? own.asking(name) : own.askingCode);
    }

    const { item, message } = await door.checkIn(person, code);
    if (message?.refused) {
      refused(message, person, person ? null : written(code));
    } else if (message) {
      said(message.reply);
    } else if (known) {
      result.say({ kind: 'good', word: own.in, person, lines: [own.at(clock(item.at)), own.pending], choices: [undoButton(person, item.id), leaveChoice(door.now(person.id))] });
    } else {
      result.say({ kind: 'wait', word: own.queuedAnyway, person, name: person ? null : written(code), lines: [own.anywayHint] });
    }
  }

  /** Without network the list is all there is, and it does not say yes. */
  function unsure(person, code) {
    const anyway = [button(own.anyway, () => checkIn(person, code, true)), button(own.toWalkIn, () => toWalkIn())];
    if (person) {
      const [word, line] = words.refusals[person.status === 'cancelled' ? 'check-in-cancelled' : 'check-in-waitlisted'];
      result.say({ kind: 'stop', word, person, lines: [line], choices: anyway });
    } else {
      result.say({ kind: 'wait', word: own.unknownOffline, name: written(code), lines: [own.unknownOfflineWords(clock(door.list.fetchedAt))], choices: anyway });
    }
  }

  async function undo(person, checkInId) {
    const { message } = await door.undo(person, checkInId);
    if (message?.refused) {
      refused(message, person);
    } else {
      result.say({ kind: 'undone', word: own.undone, person: door.now(person.id) ?? person, lines: [own.outUndone] });
    }
  }

  async function checkOut(person) {
    const { item, message } = await door.checkOut(person);
    if (message?.refused) {
      refused(message, person);
    } else {
      const now = door.now(person.id) ?? person;
      result.say({
        kind: 'undone', word: own.out(clock(message?.reply.checkedOutAt ?? item.at)), person: now, lines: [!message && own.pending],
        choices: [button(own.again, () => checkIn(door.now(person.id)))],
      });
    }
  }

  return {
    checkIn,
    barred,

    /** What the camera read, or someone wrote. @returns {boolean} whether it can be a code at all */
    code(text) {
      const code = codeIn(text);
      if (code) {
        checkIn(door.withCode(code), code);
      }

      return code !== null;
    },

    /** Someone who was registered on the spot. */
    registered({ item, message }) {
      if (message) {
        said(message.reply, true);
      } else {
        const person = door.now(item.id);
        result.say({ kind: 'good', word: own.walkIn, person, lines: [own.at(clock(item.at)), own.pending], choices: [undoButton(person, item.id)] });
      }
    },

    say: verdict => result.say(verdict),
  };
}
