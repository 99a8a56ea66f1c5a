import { el, sentence } from './dom.js';
import { language } from './texts.js';

// Not among the texts of every page: the form for registering is near what a page may weigh.
const words = {
  sv: {
    day: 'Följ dagen i din kalender',
    series: 'Följ temadagarna i din kalender',
    explanation: 'Då står tiderna i din egen kalender, och ändras där om något flyttas eller ställs in. Det är ingen anmälan.',
    subscribe: 'Prenumerera på kalendern',
    otherwise: 'Händer inget? Lägg till adressen i ditt kalenderprogram: {}',
  },
  en: {
    day: 'Follow the day in your calendar',
    series: 'Follow the theme days in your calendar',
    explanation: 'The times are then in your own calendar, and change there if something is moved or cancelled. It is not a registration.',
    subscribe: 'Subscribe to the calendar',
    otherwise: 'Nothing happens? Add the address in your calendar program: {}',
  },
}[language];

/** A calendar to subscribe to: a link that opens the reader's calendar program, and the address for a program that has to be told. */
function subscription(heading, path) {
  const address = new URL(path, location.origin);
  return el('section', { class: 'flow part screen' },
    el('h2', {}, heading),
    el('p', {}, words.explanation),
    el('p', { class: 'actions' }, el('a', { class: 'button', href: `webcal://${address.host}${path}` }, words.subscribe)),
    el('p', { class: 'muted small' }, sentence(words.otherwise, el('a', { href: path }, address.href))));
}

export const seriesSubscription = () => subscription(words.series, '/calendar/series.ics');
export const daySubscription = day => subscription(words.day, `/calendar/${encodeURIComponent(day.slug)}.ics`);
