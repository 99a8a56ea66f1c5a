import { el } from '../dom.js';
import { clock } from './result.js';
import { codeIn, written } from './code.js';
import { NoStorage } from './database.js';
import { fullName } from '../format.js';
import { words } from './words.js';

const own = words.result;

/** What is done at the door, and what is said of it. */
export function deeds(door, result, { toWalkIn, dayWords }) {
  const button = (text, click, about = {}) => el('button', { type: 'button', class: 'button', click, ...about }, text);

  const undoButton = (person, checkInId, walkIn = false) => checkInId && button(own.undo, () => undo(person, checkInId, walkIn), { 'aria-label': own.undoOf(fullName(person)) });

  // Someone who leaves is rare; a slip of the thumb is not.
  const leaveChoice = person => !person.registeredHere && el('details', {}, el('summary', {}, own.more),
    el('p', { class: 'small' }, own.checkOutHint),
    el('p', {}, button(own.checkOut, () => checkOut(person))));

  const againButton = person => button(own.again, () => checkIn(door.now(person.id) ?? person));

  const refused = (message, person, name) => {
    const [word, line] = words.refusals[message.kind] ?? [message.heading, message.words];
    result.say({
      kind: 'stop', word, person, name, lines: [line],
      choices: ['wrong-day', 'check-in-cancelled', 'unknown-check-in-code'].includes(message.kind) ? [button(own.toWalkIn, () => toWalkIn())] : [],
    });
  };

  /** A deed that the phone could not keep was not done: that is said, and never less. */
  async function keeping(about, deed) {
    try {
      await deed();
    } catch (fault) {
      if (!(fault instanceof NoStorage)) {
        throw fault;
      }

      result.say({ kind: 'stop', word: words.notKept, ...about, lines: [words.notKeptWords], choices: [button(own.tryAgain, () => keeping(about, deed))] });
    }
  }

  const already = person => result.say({
    kind: 'again', word: own.already(clock(person.stands.since)), person, choices: [undoButton(person, person.stands.checkInId), leaveChoice(person)],
  });

  /** The person as the reply knows them. */
  const ofReply = reply => door.now(reply.registrationId) ?? { ...reply, id: reply.registrationId };

  function said(reply, walkIn) {
    const person = ofReply(reply);
    if (reply.undone) {
      result.say(undoneVerdict(person));
    } else if (reply.checkedOutAt) {
      // The check-in came before a check-out that another phone has told of.
      result.say({ kind: 'undone', word: own.out(clock(reply.checkedOutAt)), person, choices: [againButton(person)] });
    } else if (reply.alreadyCheckedIn) {
      result.say({ kind: 'again', word: own.already(clock(reply.checkedInAt)), person, choices: [undoButton(person, reply.checkInId), leaveChoice(person)] });
    } else {
      result.say({ kind: 'good', word: walkIn ? own.walkIn : own.in, person, lines: [own.at(clock(reply.checkedInAt))], choices: [undoButton(person, reply.checkInId, walkIn), leaveChoice(person)] });
    }
  }

  /** @returns {boolean} whether nobody can be checked in here today; then that is said */
  function barred() {
    const why = door.barred();
    if (why) {
      result.say({ kind: 'stop', passing: true, word: why === 'notToday' ? words.notToday(dayWords) : words[why] });
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

    const about = { person, name: person ? null : written(code) };
    await keeping(about, async () => {
      result.ask(about, !door.reached() ? own.keeping : person ? own.asking(name) : own.askingCode);
      const { item, message } = await door.checkIn(person, code);
      if (message?.refused) {
        refused(message, person, about.name);
      } else if (message) {
        said(message.reply);
      } else if (known) {
        result.say({ kind: 'good', word: own.in, person, waitsAs: item.id, lines: [own.at(clock(item.at)), own.pending], choices: [undoButton(person, item.id), leaveChoice(person)] });
      } else {
        result.say({ kind: 'wait', word: own.queuedAnyway, ...about, waitsAs: item.id, lines: [own.anywayHint] });
      }
    });
  }

  /** Without network the list is all there is, and it does not say yes. */
  function unsure(person, code) {
    const anyway = [button(own.anyway, () => checkIn(person, code, true)), button(own.toWalkIn, () => toWalkIn())];
    if (person) {
      const [word, line] = words.refusals[person.status === 'cancelled' ? 'check-in-cancelled' : 'check-in-waitlisted'];
      result.say({ kind: 'stop', word, person, lines: [line], choices: anyway });
    } else {
      result.say({ kind: 'wait', undecided: true, word: own.unknownOffline, name: written(code), lines: [own.unknownOfflineWords(clock(door.list.fetchedAt))], choices: anyway });
    }
  }

  // Another may have seen the person too, or an earlier time may count.
  const undoneVerdict = (person, lines = []) => ({
    kind: 'undone', word: own.undone, person, lines: [person.stands?.here ? own.stillHere(clock(person.stands.since)) : own.outUndone, ...lines],
  });

  const undo = (person, checkInId, walkIn) => keeping({ person }, async () => {
    result.ask({ person }, own.keeping);
    const { item, message } = await door.undo(person, checkInId);
    if (message?.refused) {
      refused(message, person);
    } else {
      result.say(undoneVerdict(door.now(person.id) ?? { ...person, stands: null }, [walkIn && (item ? own.registrationStays : own.registrationGone), item && !message && own.pending]));
    }
  });

  const checkOut = person => keeping({ person }, async () => {
    result.ask({ person }, own.keeping);
    const { item, message } = await door.checkOut(person);
    if (message?.refused) {
      refused(message, person);
    } else {
      const now = door.now(person.id) ?? person;
      // It was sent once before, and the check-in has been undone since.
      result.say(message && !message.reply.checkedInAt ? undoneVerdict(now) : {
        kind: 'undone', word: own.out(clock(message?.reply.checkedOutAt ?? item.at)), person: now, lines: [!message && own.pending],
        choices: [againButton(person)],
      });
    }
  });

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
        const person = { ...item.body, id: item.id, registeredHere: true };
        result.say({ kind: 'good', word: own.walkIn, person, waitsAs: item.id, lines: [own.at(clock(item.at)), own.pending], choices: [undoButton(person, item.id, true)] });
      }
    },

    /** What was good as far as the phone knew is so no longer once the service has refused it. */
    recheck() {
      const { waitsAs, reviewedAs, person, name } = result.latest() ?? {};
      const reviewed = door.review.find(({ deed: { id } }) => id === waitsAs || id === reviewedAs);
      if (reviewed && waitsAs) {
        const [word, line] = words.refusals[reviewed.kind] ?? [reviewed.heading, reviewed.words];
        result.say({ kind: 'stop', passing: true, reviewedAs: waitsAs, word, person, name, lines: [line] });
      } else if (reviewedAs && !reviewed) {
        result.rest();
      }
    },

    say: verdict => result.say(verdict),
  };
}
