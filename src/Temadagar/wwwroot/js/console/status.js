import { state } from '../day-words.js';
import { words } from './words.js';

const marks = { confirmed: ['good', 'done'], waitlisted: ['scarce', 'waiting'], cancelled: ['quiet', 'cancelled'] };

/** A status in a word and a shape; colour says nothing alone. */
export const statusMark = status => state(...marks[status], words.status[status]);
