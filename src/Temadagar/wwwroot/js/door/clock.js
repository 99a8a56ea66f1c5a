import { given, transact } from './database.js';

// What two clocks may differ by without anyone having set one of them: a slow reply, a clock that is a little fast.
const TOLERANCE = 60_000;

// How far the service's clock is ahead of the phone's, as last seen, and when that was by the service's. Phones at the door are wrong by minutes, and what they saw has a true time.
let known = { ahead: 0, since: 0, leaps: [] };

const lag = () => Date.now() - performance.now();
let steady = lag();

const keep = () => transact(['state'], 'readwrite', async state => given(state.put(known, 'clock')));

export async function readClock() {
  known = await transact(['state'], 'readonly', async state => given(state.get('clock'))) ?? known;
  steady = lag();
}

/** @param {string} now the service's, in a reply that was asked for and had by these moments of ours */
export async function setClock(now, asked, had) {
  const ahead = Date.parse(now) - (asked + had) / 2;
  // A reply that was a little slower than the last would else let someone leave before they came.
  const same = known.since > 0 && Math.abs(ahead - known.ahead) < TOLERANCE;
  known = { ahead: same ? known.ahead : ahead, since: Date.parse(now), leaps: [] };
  steady = lag();
  await keep();
}

function heedLeap() {
  const now = lag();
  const leap = now - steady;
  steady = now;
  if (Math.abs(leap) > TOLERANCE) {
    // Only a hand puts a clock back. Forward it goes in a phone that sleeps, too: which it was, the service's time tells.
    known = leap < 0 ? { ...known, ahead: known.ahead - leap } : { ...known, leaps: [...known.leaps, leap] };
    keep().catch(console.error);
  }
}

/** The service's time, as near as one can know here. */
export function trueNow() {
  heedLeap();
  return new Date(Date.now() + known.ahead);
}

/**
 * The time of what is done now, and what is needed to put it right should it turn out that the phone's clock has been set.
 * @param {string|null} [after] what came before it, as another phone may have seen it: their clocks need not agree to the second, and at the same
 *   millisecond who comes back would come before leaving
 */
export const stamp = after => ({ at: new Date(Math.max(trueNow(), after ? Date.parse(after) + 1 : 0)).toISOString(), clock: { ...known, phone: Date.now() } });

/**
 * When something was done, held against the service's time that has just been had. A phone's clock that was set in between has made either the time as it
 * was taken true, or that by the new clock: the one that fits.
 */
export function trueTime({ at, clock }) {
  const [taken, now, forward] = [Date.parse(at), Date.now() + known.ahead, clock.ahead - known.ahead];
  const seenToBeSet = clock.leaps.some(leap => Math.abs(leap - forward) < TOLERANCE);
  const canBe = taken > clock.since - TOLERANCE && taken < now + TOLERANCE;
  return Math.abs(forward) < TOLERANCE || (canBe && !seenToBeSet) ? at : new Date(Math.min(now, Math.max(clock.since, clock.phone + known.ahead))).toISOString();
}

const inSweden = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The date at the organizers, "2026-11-26". */
export const dateOf = moment => inSweden.format(new Date(moment));
export const today = () => dateOf(trueNow());
