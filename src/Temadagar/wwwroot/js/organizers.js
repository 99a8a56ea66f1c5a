import { el } from './dom.js';
import { own } from './own.js';
import { texts } from './texts.js';

// A number stays on its line; what is longer than one has words or another number beside it.
const telephone = number => el('a', { class: number.length <= 18 ? 'nowrap' : null, href: `tel:${number.replace(/[^+0-9]/g, '')}` }, number);

/** An address: where it does not fit on a line it breaks before the @, not in the middle of a word. */
export function breaking(address) {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at), el('wbr'), address.slice(at)];
}

const mail = address => el('a', { href: `mailto:${address}` }, breaking(address));

/** How to reach an organizer, as far as it is known. */
export const contact = organizer => [
  organizer.email && mail(organizer.email),
  organizer.phone && telephone(organizer.phone),
].filter(Boolean);

export function contactLine(organizer) {
  const ways = contact(organizer);
  return ways.length ? el('p', { class: 'reach' }, ways) : el('p', {}, texts.contact.later);
}

export function contactList(organizers) {
  const anyKnown = organizers.some(organizer => contact(organizer).length > 0);
  return el('div', {},
    el('ul', { class: 'contact' }, organizers.map(organizer =>
      el('li', {}, own(organizer.name, 'strong'), anyKnown && contactLine(organizer)))),
    !anyKnown && el('p', { class: 'muted' }, texts.contact.allLater));
}
