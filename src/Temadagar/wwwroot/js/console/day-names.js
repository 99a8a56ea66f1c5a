import { dayName, whenAndWhere } from '../day-words.js';
import { themeDays } from './calls.js';

/** What the days are called, by their slugs: namesakes with date and city, too; one that is no longer there has nothing but its slug. */
export async function dayNames() {
  const days = await themeDays();
  const isAlone = day => days.every(other => other === day || dayName(other) !== dayName(day));
  const names = new Map(days.map(day => [day.slug, isAlone(day) ? dayName(day) : `${dayName(day)}, ${whenAndWhere(day)}`]));
  return slug => names.get(slug) ?? slug;
}
