import { ask, askTagged, Refusal } from '../api.js';
import { change } from '../console/session.js';

const day = slug => `/api/organizer/theme-days/${encodeURIComponent(slug)}`;

export const themeDays = () => ask('/api/organizer/theme-days');

/** Everyone of a day. @param {string|null} tag of what is known. @returns {Promise<{found: object, tag: string}|null>} null: it is as it was */
export async function checkIns(slug, tag) {
  try {
    return await askTagged(`${day(slug)}/check-ins`, { headers: tag ? { 'If-None-Match': tag } : {} });
  } catch (error) {
    if (error instanceof Refusal && error.status === 304) {
      return null;
    }

    throw error;
  }
}

const paths = { in: 'check-ins', out: 'check-outs', walkIn: 'check-ins/walk-ins' };

/** Sends one thing that was done at the door. Its id makes that it counts once, however often it is sent. */
export const sendDeed = ({ act, slug, id, at, target, registrationId, code, body }) => (act === 'undo'
  ? change('DELETE', `${day(slug)}/check-ins/${target}?at=${encodeURIComponent(at)}`)
  : change('POST', `${day(slug)}/${paths[act]}`, { ...body, ...(registrationId ? { registrationId } : code ? { code } : {}), at, nonce: id }));
