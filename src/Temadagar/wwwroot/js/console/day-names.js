import { dayName } from '../day-words.js';
import { themeDays } from './calls.js';

/** What the days are called, by their slugs; one that is no longer there has nothing but its slug. */
export async function dayNames() {
  const names = new Map((await themeDays()).map(day => [day.slug, dayName(day)]));
  return slug => names.get(slug) ?? slug;
}
