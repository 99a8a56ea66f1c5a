import { ask } from '../api.js';
import { change } from './session.js';

const one = id => `/api/organizer/protected/${id}`;
const day = slug => `/api/organizer/theme-days/${encodeURIComponent(slug)}/protected`;

export const protectedPeople = slug => ask(day(slug));

/** @param {string} key the same for each try */
export const registerProtected = (slug, person, key) => change('POST', day(slug), person, { 'Idempotency-Key': key });
export const openProtected = (id, reason) => change('POST', `${one(id)}/looks`, { reason });
export const heldOfProtected = (id, reason) => change('POST', `${one(id)}/data`, { reason });
export const askErasureOfProtected = id => change('POST', `${one(id)}/erasure-request`);
export const answerErasureOfProtected = (id, outcome) => change('POST', `${one(id)}/erasure-answer`, { outcome });
export const changeProtected = (id, person) => change('PUT', one(id), person);
export const cancelProtected = id => change('POST', `${one(id)}/cancellation`);
export const certifyProtected = (id, trueName) => change('POST', `${one(id)}/certificate`, { trueName });
export const protectedCertificate = id => `${one(id)}/certificate.pdf`;

/** Of a registration that is in the lists. */
export const protect = (id, alias) => change('POST', `/api/organizer/registrations/${id}/protection`, alias);
