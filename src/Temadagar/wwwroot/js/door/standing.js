/**
 * How a person stands: what the service has said, and on top of that what waits here to be sent, in order.
 * @param {object} person of the list: { checkedInAt, checkedOutAt, checkInId }
 * @param {object[]} waiting what waits about this person
 * @returns {{here: boolean, since: string|null, left: string|null, checkInId: string|null, waits: boolean}}
 */
export function standing(person, waiting) {
  const known = { here: Boolean(person.checkedInAt) && !person.checkedOutAt, since: person.checkedInAt, left: person.checkedOutAt, checkInId: person.checkInId ?? null };
  return waiting.reduce(after, { ...known, waits: waiting.length > 0 });
}

function after(now, { act, id, at, target }) {
  if (act === 'undo') {
    return target === now.checkInId ? { ...now, here: false, since: null, left: null, checkInId: null } : now;
  }

  if (act === 'out') {
    return now.here ? { ...now, here: false, left: at } : now;
  }

  return now.here ? now : { ...now, here: true, since: now.left ? now.since : at, left: null, checkInId: id };
}

/** The list as it is with what waits: people with how they stand, and those who were registered here and are not sent yet. */
export function people(list, queue) {
  const about = id => queue.filter(item => item.registrationId === id);
  const registeredHere = queue.filter(item => item.act === 'walkIn').map(item => ({
    id: item.id, firstName: item.body.firstName, lastName: item.body.lastName, organization: item.body.organization, status: 'confirmed', participation: 'onSite', code: null, registeredHere: true,
    stands: standing({}, [item, ...queue.filter(other => other.target === item.id)]),
  }));
  return [...list.people.map(person => ({ ...person, stands: standing(person, about(person.id)) })), ...registeredHere];
}

/** How many are here, of how many: those with a place on site, and whoever else has come. */
export const counts = all => ({
  here: all.filter(person => person.stands.here).length,
  expected: all.filter(person => person.stands.here || person.status === 'confirmed' && person.participation === 'onSite').length,
});
