// Same keys as preference-sv.js.
export const words = {
  order: 'In what order?',
  meaning: 'Those who are registered together get the first with room for all of you. If all are full you wait for each of them. Whoever takes a place lets go of the others.',
  hint: 'Choose at least two theme days, or “Either is fine” on one.',
  up: 'Move up',
  down: 'Move down',
  moved: (name, place, count) => `${name}: now number ${place} of ${count}.`,
  review: 'One place, in this order',
  waiting: 'One place is enough: whoever accepts a place leaves the other waitlists.',
  given: 'One place was enough, so the other choices are not registered for.',
};
