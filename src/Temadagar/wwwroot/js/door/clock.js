import { given, transact } from './database.js';

// How far the service's clock is ahead of the phone's, as last seen. Phones at the door are wrong by minutes, and what they saw has a true time.
let ahead = 0;

export async function readClock() {
  ahead = await transact(['state'], 'readonly', async state => given(state.get('ahead'))) ?? 0;
}

/** @param {string} now the service's, in a reply that was asked for and had by these moments of ours */
export async function setClock(now, asked, had) {
  ahead = Date.parse(now) - (asked + had) / 2;
  await transact(['state'], 'readwrite', async state => given(state.put(ahead, 'ahead')));
}

/** The service's time, as near as one can know here. */
export const trueNow = () => new Date(Date.now() + ahead);

const inSweden = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The date at the organizers, "2026-11-26". */
export const today = () => inSweden.format(trueNow());
