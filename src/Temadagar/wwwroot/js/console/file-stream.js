import { NoAnswer, Refusal } from '../api.js';
import { language } from '../texts.js';

// A file that grows may take minutes as a whole; nothing at all for so long is no answer.
const PATIENCE = 60_000;

const letters = text => [...text].map(letter => letter.charCodeAt(0));

/** What stands once for each certificate in a file: a page of the PDF, the head of a file in the ZIP (APPNOTE, 4.3.7). */
export const MARKS = { pdf: letters('/Type /Page /'), zip: [0x50, 0x4b, 0x03, 0x04] };

/** How often a mark has come so far, also where it lies across two pieces. */
export function counter(mark) {
  let tail = new Uint8Array(0);
  let count = 0;
  return piece => {
    const read = new Uint8Array(tail.length + piece.length);
    read.set(tail);
    read.set(piece, tail.length);
    for (let at = read.indexOf(mark[0]); at !== -1; at = read.indexOf(mark[0], at + 1)) {
      count += mark.every((byte, index) => read[at + index] === byte);
    }

    tail = read.slice(Math.max(0, read.length - mark.length + 1));
    return count;
  };
}

/**
 * A file, piece by piece: whoever waits sees how far it has come.
 * @param {AbortSignal} stopped
 * @param {(piece: Uint8Array) => Promise<void>} heard the next piece is waited for once it is done with this one
 */
export async function fetchFile(address, { stopped, heard }) {
  const silent = new AbortController();
  const heardFrom = () => {
    clearTimeout(heardFrom.timer);
    heardFrom.timer = setTimeout(() => silent.abort(), PATIENCE);
  };
  try {
    heardFrom();
    const reply = await fetch(address, { cache: 'no-store', headers: { 'Accept-Language': language }, signal: AbortSignal.any([stopped, silent.signal]) });
    if (!reply.ok) {
      throw new Refusal(reply.status, await reply.json().catch(() => ({})));
    }

    const reader = reply.body.getReader();
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      heardFrom();
      await heard(value);
    }
  } catch (fault) {
    // What can no longer be used should not go on coming.
    silent.abort();
    throw fault instanceof TypeError || fault.name === 'AbortError' ? new NoAnswer(fault.message) : fault;
  } finally {
    clearTimeout(heardFrom.timer);
  }
}
