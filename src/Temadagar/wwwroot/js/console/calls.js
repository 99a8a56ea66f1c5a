import { ask } from '../api.js';
import { change } from './session.js';

const day = slug => `/api/organizer/theme-days/${encodeURIComponent(slug)}`;
const query = parameters => new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));

export const themeDays = () => ask('/api/organizer/theme-days');
export const exportAddress = (slug, kind) => `${day(slug)}/attendees.${kind}`;
export const arrivals = slug => ask(`${day(slug)}/arrivals`);

/** @param {{status?: string, q?: string, sort?: string, cursor?: string}} asked */
export const people = (slug, asked) => ask(`${day(slug)}/registrations?${query(asked)}`);
export const person = id => ask(`/api/organizer/registrations/${id}`);
export const correct = (id, corrected) => change('PUT', `/api/organizer/registrations/${id}`, corrected);
export const cancel = id => change('POST', `/api/organizer/registrations/${id}/cancellation`);

/** @param {string} key one for each filled-in form: a second press registers nobody twice */
export const register = (slug, registration, key) => change('POST', `${day(slug)}/registrations`, registration, { 'Idempotency-Key': key });

export const sharing = slug => ask(`${day(slug)}/sharing`);
export const share = (slug, chosen) => change('PUT', `${day(slug)}/sharing`, chosen);

export const accounts = () => ask('/api/organizer/accounts');
export const addAccount = account => change('POST', '/api/organizer/accounts', account);
export const changeAccount = (id, account) => change('PUT', `/api/organizer/accounts/${id}`, account);
export const invite = id => change('POST', `/api/organizer/accounts/${id}/invitation`);
export const apiKeys = () => ask('/api/organizer/api-keys');
export const addApiKey = key => change('POST', '/api/organizer/api-keys', key);
export const revokeApiKey = id => change('DELETE', `/api/organizer/api-keys/${id}`);

export const log = cursor => ask(`/api/organizer/log?${query({ cursor })}`);
