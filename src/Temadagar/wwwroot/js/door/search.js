import { fullName } from '../format.js';

// å, ä and ö are letters of their own; other marks are not asked for at a door.
const fold = text => text.normalize('NFC').toLocaleLowerCase('sv').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  .replace(/[^åäöæø ]/g, letter => letter.normalize('NFD').replace(/\p{M}/gu, ''));

/** Those in whose name or organization each word written begins a word. In the order of the list. */
export function search(people, text) {
  const wanted = fold(text).split(' ').filter(Boolean);
  if (wanted.length === 0) {
    return [];
  }

  return people.filter(person => {
    const has = fold(`${fullName(person)} ${person.organization}`).split(' ');
    return wanted.every(word => has.some(one => one.startsWith(word)));
  });
}

const called = person => fold(fullName(person));

/** Whether another in the list has the same name; and whether the organization does not tell them apart either. */
export function namesakes(people, person) {
  const others = people.filter(other => other.id !== person.id && other.status !== 'cancelled' && called(other) === called(person));
  return { some: others.length > 0, alike: others.some(other => fold(other.organization) === fold(person.organization)) };
}
