import { decoded, part } from '../api.js';
import { el, moveTo } from '../dom.js';
import { content, setTitle, show } from '../page.js';
import { consolePage, toHeading } from './frame.js';
import { hideWhenLeft } from './leaving.js';
import { current, ways } from './session.js';
import { placeAfter, signInPage } from './sign-in.js';
import { words } from './words.js';

// Organizers/ConsolePages.cs has the same list. Each module: load(match, session) → data, render(session, data, match) → content.
const views = [
  [/^\/arrangor\/?$/, () => import('./overview.js')],
  [/^\/arrangor\/temadag\/([^/]+)\/?$/, () => import('./people.js')],
  [/^\/arrangor\/temadag\/([^/]+)\/anmal\/?$/, () => import('./telephone.js')],
  [/^\/arrangor\/temadag\/([^/]+)\/delning\/?$/, () => import('./sharing.js')],
  [/^\/arrangor\/temadag\/([^/]+)\/redigera\/?$/, () => import('./edit-day.js')],
  [/^\/arrangor\/temadag\/([^/]+)\/meddelande\/?$/, () => import('./message.js')],
  [/^\/arrangor\/temadag\/([^/]+)\/lista\/?$/, () => import('./list.js')],
  [/^\/arrangor\/temadag\/([^/]+)\/vantelista\/?$/, () => import('./waitlist.js')],
  [/^\/arrangor\/temadag\/([^/]+)\/kost\/?$/, () => import('./kitchen.js')],
  [/^\/arrangor\/temadag\/([^/]+)\/utlamnande\/?$/, () => import('./releases.js')],
  [/^\/arrangor\/temadag\/([^/]+)\/skyddade\/?$/, () => import('./protected.js')],
  [/^\/arrangor\/temadag\/([^/]+)\/radering\/?$/, () => import('./erasure.js')],
  [/^\/arrangor\/temadag\/([^/]+)\/narvaro\/?$/, () => import('./attendance.js')],
  [/^\/arrangor\/temadag\/([^/]+)\/program\/?$/, () => import('./programme.js')],
  [/^\/arrangor\/temadag\/([^/]+)\/scheman\/?$/, () => import('./schedules.js')],
  [/^\/arrangor\/temadag\/([^/]+)\/intyg\/?$/, () => import('./certificates.js')],
  [/^\/arrangor\/statistik\/?$/, () => import('./statistics.js')],
  [/^\/arrangor\/gallring\/?$/, () => import('./erasing.js')],
  [/^\/arrangor\/medverkande\/?$/, () => import('./speakers.js')],
  [/^\/arrangor\/medverkande\/([^/]+)\/?$/, () => import('./speaker.js')],
  [/^\/arrangor\/ny-temadag\/?$/, () => import('./edit-day.js')],
  [/^\/arrangor\/mejl\/?$/, () => import('./mails.js')],
  [/^\/arrangor\/mejl\/([^/]+)\/?$/, () => import('./mail.js')],
  [/^\/arrangor\/anmalan\/([^/]+)\/?$/, () => import('./person.js')],
  [/^\/arrangor\/anmalan\/([^/]+)\/uppgifter\/?$/, () => import('./held.js')],
  [/^\/arrangor\/arrangorer\/?$/, () => import('./series-and-boards.js')],
  [/^\/arrangor\/informationssidor\/?$/, () => import('./information-pages.js')],
  [/^\/arrangor\/konton\/?$/, () => import('./accounts.js')],
  [/^\/arrangor\/logg\/?$/, () => import('./log.js')],
  [/^\/arrangor\/byt-losenord\/?$/, () => import('./change-password.js')],
];

const found = views.map(([address, view]) => ({ match: address.exec(location.pathname), view })).find(({ match }) => match);

// The account that the page was drawn for; null: signing in.
let shownTo = null;

const start = () => show(async () => {
  const session = await current();
  shownTo = session?.id ?? null;
  if (!session) {
    const known = await ways();
    return () => signInPage(known, () => start().then(toHeading));
  }

  const place = placeAfter(session, false);
  if (place) {
    location.replace(place);
    // What is left shows nothing more.
    return new Promise(() => {});
  }

  if (!found) {
    return () => consolePage(session, { title: words.frame.notHere }, el('p', {}, words.frame.notHereWords));
  }

  const view = await part(found.view);
  const data = await view.load(found.match.slice(1).map(decoded), session);
  return () => view.render(session, data, start);
}, render => render());

// What was written there is kept; without an answer nobody knows whose it is.
hideWhenLeft(async () => (await current().catch(() => null))?.id === (shownTo ?? undefined));
setTitle(words.title);
await start();
// A refusal, or what has come of the page before.
const said = content.querySelector('.summary, .notice[data-before]');
if (said) {
  moveTo(said);
}
