import { fullName } from '../format.js';
import { heldData } from './calls.js';
import { consolePage } from './frame.js';
import { words } from './request-words.js';
import { heldDocument } from './requests.js';

export const load = async ([id]) => ({ id, held: await heldData(id) });

/** All that is held of someone who has no page of their own. */
export const render = (session, { id, held }) =>
  consolePage(session, { title: words.data.title(fullName(held)), back: { href: `/arrangor/anmalan/${id}`, words: words.data.back } }, heldDocument(held));
