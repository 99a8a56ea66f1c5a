import { el } from './dom.js';
import { words } from './mine-texts.js';
import { svg } from './svg.js';

// White and black in every scheme and on paper: a camera reads it. What a screen reader says is where the same code stands in letters.
const picture = ({ size, path }) => svg('svg', { class: 'qr', viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': words.checkIn.picture, 'shape-rendering': 'crispEdges' },
  svg('rect', { width: size, height: size }), svg('path', { d: path }));

/** What one shows at the door: as a picture for a camera, and in letters to read out. */
export const checkInCode = ({ code, qr }) => el('section', { class: 'flow part' },
  el('h2', {}, words.checkIn.heading),
  el('p', {}, words.checkIn.show),
  picture(qr),
  el('p', {}, words.checkIn.code, el('br'), el('span', { class: 'receipt nowrap' }, code)));

/** Whether a date is today where the days are held. */
export const isToday = date => date === new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(new Date());
