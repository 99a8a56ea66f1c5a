import { ask } from './api.js';

const at = '/api/my/schedule';
const json = body => ({ body: JSON.stringify(body) });

/** Each replies with the schedule as it is then. */
export const mySchedule = secret => ask(at, { secret });

/** @param {number} schedule its number: whoever answers has seen this one */
export const confirm = (secret, schedule) => ask(`${at}/confirmation`, { method: 'POST', secret, ...json({ schedule }) });
export const decline = (secret, schedule, message) => ask(`${at}/declination`, { method: 'POST', secret, ...json({ schedule, ...(message ? { message } : {}) }) });
export const saveProfile = (secret, profile) => ask(`${at}/profile`, { method: 'PUT', secret, ...json(profile) });

/** The one that is wanted, as a file. */
export const myPortrait = secret => ask(`${at}/portrait?size=small`, { secret });
export const sendPortrait = (secret, file) => ask(`${at}/portrait`, { method: 'PUT', secret, body: file });
export const removePortrait = secret => ask(`${at}/portrait`, { method: 'DELETE', secret });
