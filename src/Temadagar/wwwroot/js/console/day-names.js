import { dayName } from '../day-words.js';
import { themeDays } from './calls.js';

/** What the days are called, by their slugs: namesakes with their slug, too; one that cannot be asked for, or is no longer there, has nothing but its slug. */
export async function dayNames() {
  const days = await themeDays().catch(() => []);
  const isAlone = day => days.filter(other => dayName(other) === dayName(day)).length === 1;
  const names = new Map(days.map(day => [day.slug, isAlone(day) ? dayName(day) : `${dayName(day)} (${day.slug})`]));
  return slug => names.get(slug) ?? slug;
}
