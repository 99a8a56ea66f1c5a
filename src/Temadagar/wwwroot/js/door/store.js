import { dateOf, stamp, today, trueTime } from './clock.js';
import { given, transact } from './database.js';

/** Whose the page is on this device: { id, name, role }, or null: one must sign in before anything is shown. */
export const readAccount = () => transact(['state'], 'readonly', async state => await given(state.get('account')) ?? null);

export const keepAccount = account => transact(['state', 'lists'], 'readwrite', async (state, lists) => {
  await given(state.put(account, 'account'));
  // Nobody sees a list that another has fetched.
  for (const list of await given(lists.getAll())) {
    if (list.owner !== account.id) {
      await given(lists.delete(list.slug));
    }
  }
});

/** Whoever was signed in no longer is: who it was and whom they saw goes away. */
export const forgetAccount = () => transact(['state', 'lists'], 'readwrite', async (state, lists) => {
  await given(state.delete('account'));
  await given(lists.clear());
});

export const readLists = owner => transact(['lists'], 'readonly', async lists => (await given(lists.getAll())).filter(list => list.owner === owner));
export const readList = slug => transact(['lists'], 'readonly', async lists => await given(lists.get(slug)) ?? null);
export const keepList = list => transact(['lists'], 'readwrite', async lists => given(lists.put(list)));
export const removeList = slug => transact(['lists'], 'readwrite', async lists => given(lists.delete(slug)));

/** A day that has passed is no longer anyone's errand: its list goes away. One without a date has its list only on the day that it was fetched. */
export const removePassed = () => transact(['lists'], 'readwrite', async lists => {
  for (const list of await given(lists.getAll())) {
    if ((list.themeDay.date ?? dateOf(list.fetchedAt)) < today()) {
      await given(lists.delete(list.slug));
    }
  }
});

/** All that waits to be sent, oldest first: each its account's. */
export const readQueue = () => transact(['queue'], 'readonly', async queue => given(queue.getAll()));
export const readReview = () => transact(['review'], 'readonly', async review => given(review.getAll()));

/**
 * Something that was done at the door, to be sent in turn.
 * @param {{act: 'in'|'out'|'undo'|'walkIn', slug: string, owner: string, ownerName: string, name: string}} deed
 * @param {string|null} [after] what is known to have come before it
 * @returns {Promise<object>} with its id, which the service knows it by however often it is sent, and its true time
 */
export const queueDeed = (deed, after) => transact(['queue'], 'readwrite', async queue => {
  const item = { id: crypto.randomUUID(), ...stamp(after), tries: 0, ...deed };
  return { ...item, number: await given(queue.add(item)) };
});

/** Takes back what has never left the phone. What may have been sent is undone by another deed instead. */
export const withdraw = id => transact(['queue'], 'readwrite', async queue => {
  const item = (await given(queue.getAll())).find(one => one.id === id);
  if (!item || item.tries > 0) {
    return false;
  }

  await given(queue.delete(item.number));
  return true;
});

/** The service's time has been had: what was done while the phone's clock was set gets its true time. */
export const putTimesRight = owner => transact(['queue'], 'readwrite', async queue => {
  for (const item of (await given(queue.getAll())).filter(one => one.owner === owner)) {
    await given(queue.put({ ...item, at: trueTime(item) }));
  }
});

/** The next to send of an account; from now on it may have reached the service. */
export const takeNext = owner => transact(['queue'], 'readwrite', async queue => {
  const item = (await given(queue.getAll())).find(one => one.owner === owner);
  if (!item) {
    return null;
  }

  const tried = { ...item, tries: item.tries + 1 };
  await given(queue.put(tried));
  return tried;
});

/** It is done: out of the queue, and the list says so, in one. */
export const settle = (item, changed) => transact(['queue', 'lists'], 'readwrite', async (queue, lists) => {
  await given(queue.delete(item.number));
  const list = await given(lists.get(item.slug));
  if (list) {
    const known = list.people.some(person => person.id === changed?.id);
    const people = known ? list.people.map(person => (person.id === changed.id ? { ...person, ...changed } : person)) : [...list.people, ...changed ? [changed] : []];
    // The list is no longer the one that its tag names.
    await given(lists.put({ ...list, people, tag: null }));
  }
});

/** The service said no: out of the queue, and someone must look at it. */
export const setAside = (item, { kind, status, problem }, heading, words) => transact(['queue', 'review'], 'readwrite', async (queue, review) => {
  await given(queue.delete(item.number));
  const { number: _, ...deed } = item;
  await given(review.add({ deed, kind, status, faults: Object.keys(problem.errors ?? {}), heading, words }));
});

export const dismiss = id => transact(['review'], 'readwrite', async review => {
  for (const one of await given(review.getAll())) {
    if (one.deed.id === id) {
      await given(review.delete(one.number));
    }
  }
});

/** Once more, as it is or changed: under a new id where it is not the same any longer. */
export const resume = (reviewed, change) => transact(['queue', 'review'], 'readwrite', async (queue, review) => {
  await given(review.delete(reviewed.number));
  await given(queue.add({ ...reviewed.deed, ...change, tries: 0 }));
});
