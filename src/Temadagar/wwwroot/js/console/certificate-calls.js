import { language } from '../texts.js';
import { change, look } from './session.js';

const day = slug => `/api/organizer/theme-days/${encodeURIComponent(slug)}`;
const logosOf = board => `/api/organizer/boards/${encodeURIComponent(board)}/logos`;
const certificate = id => `/api/organizer/certificates/${id}`;

export const settings = slug => look(`${day(slug)}/certificate-settings`);

/** @param {number} version that was read: whoever has changed it meanwhile is not overwritten */
export const changeSettings = (slug, wanted, version) => change('PUT', `${day(slug)}/certificate-settings`, wanted, { 'If-Match': `"${version}"` });

export const logos = async board => (await look(logosOf(board))).logos;
export const addLogo = (board, file, alternativeText) => change('POST', `${logosOf(board)}?${new URLSearchParams({ alternativeText })}`, file);
export const removeLogo = (board, id) => change('DELETE', `${logosOf(board)}/${id}`);

export const certificates = async slug => (await look(`${day(slug)}/certificates`)).certificates;
export const preview = slug => change('POST', `${day(slug)}/certificates?preview=true`);

/**
 * @param {string[]} reissue ids of registrations that get another one although they have or had one
 * @param {string} key one for each choice: a second press issues nothing more
 */
export const issue = (slug, reissue, key) => change('POST', `${day(slug)}/certificates`, { reissue }, { 'Idempotency-Key': key });
export const revoke = (id, reason) => change('POST', `${certificate(id)}/revocation`, { reason });

/** Files. In the language of the page: a link cannot send a header. */
export const certificateAddress = id => `${certificate(id)}.pdf`;
export const allAddress = (slug, kind) => `${day(slug)}/certificates.${kind}?lang=${language}`;
export const badgesAddress = slug => `${day(slug)}/badges.pdf?lang=${language}`;
