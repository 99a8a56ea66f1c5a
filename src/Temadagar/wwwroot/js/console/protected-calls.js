import { change, look } from './session.js';

const one = id => `/api/organizer/protected-people/${id}`;
const day = slug => `/api/organizer/theme-days/${encodeURIComponent(slug)}/protected-people`;

export const protectedPeople = slug => look(day(slug));

/** @param {string} key the same for each try */
export const registerProtected = (slug, person, key) => change('POST', day(slug), person, { 'Idempotency-Key': key });
export const openProtected = (id, reason) => change('POST', `${one(id)}/looks`, { reason });
export const heldOfProtected = (id, reason) => change('POST', `${one(id)}/data`, { reason });
export const askErasureOfProtected = id => change('POST', `${one(id)}/erasure-request`);
export const answerErasureOfProtected = (id, outcome) => change('POST', `${one(id)}/erasure-answer`, { outcome });
export const changeProtected = (id, person) => change('PUT', one(id), person);
export const cancelProtected = id => change('POST', `${one(id)}/cancellation`);
/** @param {string} [reason] why it bears the true name; without one it bears the alias */
export const certifyProtected = (id, reason) => change('POST', `${one(id)}/certificate`, reason ? { trueName: true, reason } : {});
/** The file. @param {string} [reason] needed where it bears another name than the alias */
export const protectedCertificate = (id, reason) => change('POST', `${one(id)}/certificate.pdf`, reason ? { reason } : {});

/** Of a registration that is in the lists. */
export const protect = (id, alias) => change('POST', `/api/organizer/registrations/${id}/protection`, alias);
