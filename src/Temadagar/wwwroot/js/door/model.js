import { today } from './clock.js';
import { written } from './code.js';
import { fullName } from '../format.js';
import { alone, listen, sender, tellOthers } from './sender.js';
import { counts, people } from './standing.js';
import { dismiss, queueDeed, readList, readQueue, readReview, removeList, resume, withdraw } from './store.js';

// As long as someone at a door waits for an answer before it is given without.
const PATIENCE = 2_500;

/**
 * The door of a day: the list, how people stand, and what is done. Each deed is kept on the phone first and sent then, with or without network
 * alike; what the service answers in time is what is said.
 * @param {string|null} slug null: no day is open, and what waits is sent all the same
 */
export async function openDoor(account, slug, { changed, signedOut, gone, removed }) {
  const waiters = new Map();
  const door = { list: null, all: [], queue: [], others: [], review: [], counts: { here: 0, expected: 0 } };

  async function reload() {
    const [list, queue, review] = await Promise.all([slug && readList(slug), readQueue(), readReview()]);
    if (slug && !list) {
      post.stop();
      removed();
      return;
    }

    const mine = queue.filter(item => item.owner === account.id);
    const all = list ? people(list, mine.filter(item => item.slug === slug)) : [];
    Object.assign(door, { list, all, queue: mine, others: queue.filter(item => item.owner !== account.id), review: review.filter(one => one.deed.owner === account.id), counts: counts(all) });
    changed();
  }

  async function reloadAll() {
    tellOthers({});
    await reload();
  }

  // What has been kept has been, and what was answered too, even if the phone cannot read it again just now.
  const reloaded = reloading => reloading.catch(console.error);

  listen(async message => {
    await reloaded(reload());
    const id = message.settled ?? message.refused;
    waiters.get(id)?.(message);
  });

  const post = sender(account, slug, { changed, signedOut, gone });
  await reload();

  /** @returns {Promise<object|null>} the service's word about a deed; null: it has not come, and the deed waits */
  async function answer(item) {
    if (!post.reached()) {
      post.run();
      return null;
    }

    const answered = new Promise(resolve => waiters.set(item.id, resolve));
    post.run();
    const message = await Promise.race([answered, new Promise(resolve => setTimeout(resolve, PATIENCE, null))]);
    waiters.delete(item.id);
    if (!message) {
      post.doubt();
    } else if (message.refused) {
      // Whoever did it is told of it now, and need not be again.
      await reloaded(dismiss(item.id).then(reloadAll));
    }

    return message;
  }

  async function act(deed, after) {
    const item = await queueDeed({ slug, owner: account.id, ownerName: account.name, ...deed }, after);
    await reloaded(reloadAll());
    return { item, message: await answer(item) };
  }

  return Object.assign(door, {
    reached: post.reached,
    keeps: post.keeps,
    refresh: () => post.run(true),
    close: post.stop,

    /** Takes the list off the device, here and in other tabs. */
    async remove() {
      post.stop();
      await alone(() => removeList(slug));
      tellOthers({});
    },

    /** @returns {string|null} why nobody can be checked in here: 'watching', 'cancelled', 'undated', 'over' or 'notToday' */
    barred() {
      const { date, state } = door.list.themeDay;
      return !door.list.mayCheckIn ? 'watching' : state === 'cancelled' ? 'cancelled' : !date ? 'undated' : date < today() ? 'over' : date > today() ? 'notToday' : null;
    },

    withCode: code => door.all.find(person => person.code === code) ?? null,
    now: id => door.all.find(person => person.id === id) ?? null,

    checkIn: (person, code) => act({ act: 'in', name: person ? fullName(person) : written(code), ...(person ? { registrationId: person.id } : { code }) }, person && door.now(person.id)?.stands.left),
    checkOut: person => act({ act: 'out', name: fullName(person), registrationId: person.id }, door.now(person.id)?.stands.since),
    register: (body, name) => act({ act: 'walkIn', name, body }),

    /** Undoes a check-in by its id. What has not left the phone is gone at once, and there is nothing to send: no item. */
    async undo(person, checkInId) {
      if (await withdraw(checkInId)) {
        await reloaded(reloadAll());
        return { item: null, message: null };
      }

      return act({ act: 'undo', name: fullName(person), target: checkInId, ...(person.registeredHere ? {} : { registrationId: person.id }) }, door.now(person.id)?.stands.since);
    },

    async dismiss(reviewed) {
      await dismiss(reviewed.deed.id);
      await reloadAll();
    },

    async again(reviewed, change = {}) {
      await resume(reviewed, change);
      await reloadAll();
      post.run();
    },
  });
}
