import { el, moveTo } from '../dom.js';
import { longDate } from '../format.js';
import { textField } from '../fields.js';
import { content, page, setTitle, show } from '../page.js';
import { texts } from '../texts.js';
import { sendingForm } from './form.js';
import { current, exportAddress, signIn, signOut, themeDays, ways } from './session.js';
import { words } from './words.js';

const MAY_SEE_DAYS = ['administrator', 'organizer', 'reader'];
const MAY_EXPORT = ['administrator', 'organizer'];

// Why the provider's answer did not sign in, as the service says it after #. Said once: a reload begins anew.
function takeRefusal() {
  const why = location.hash.slice(1);
  if (!Object.hasOwn(words.signIn.refusals, why)) {
    return null;
  }

  history.replaceState(null, '', location.pathname + location.search);
  return words.signIn.refusals[why];
}

const refusalBox = refusal => el('div', { class: 'summary', role: 'group', 'aria-labelledby': 'refusal-heading' },
  el('h2', { id: 'refusal-heading' }, words.signIn.refused), el('p', {}, refusal));

function signInPage({ oidc }, refusal = null) {
  const own = words.signIn;
  const entered = { email: '', password: '' };
  setTitle(own.title, refusal !== null);
  return page(
    el('h1', {}, own.title),
    refusal && refusalBox(refusal),
    el('p', { class: 'lead' }, own.lead),
    // A link, not a form: it leads to the provider, where a form of ours may not be sent.
    oidc && el('p', { class: 'actions' }, el('a', { class: 'button main', href: oidc.start }, own.at(oidc.name))),
    oidc && el('h2', {}, own.withPassword),
    sendingForm({
      title: own.title,
      button: own.button,
      check: () => new Map([['email', own.emailMissing], ['password', own.passwordMissing]].filter(([field]) => !entered[field].trim())),
      send: async () => {
        await signIn(entered.email, entered.password);
        await start();
        moveTo(content.querySelector('h1'));
      },
    },
    textField('email', { label: own.email, input: value => { entered.email = value; } },
      { type: 'email', inputmode: 'email', autocomplete: 'username', spellcheck: 'false', autocapitalize: 'none' }),
    textField('password', { label: own.password, input: value => { entered.password = value; } }, { type: 'password', autocomplete: 'current-password' })),
    el('p', { class: 'muted' }, own.lost));
}

function dayItem(day, mayExport) {
  const own = words.overview;
  const name = day.title ?? texts.day.numbered(day.number);
  const exportLink = (kind, label) => el('li', {}, el('a', { href: exportAddress(day.slug, kind), download: true }, label, el('span', { class: 'unseen' }, own.of(name))));
  return el('li', { class: 'panel' },
    el('h2', {}, el('a', { href: `/temadag/${day.slug}` }, name)),
    el('p', {}, [day.date ? longDate(day.date) : texts.day.dateLater, day.city].filter(Boolean).join(', ')),
    !day.published && el('p', {}, el('strong', {}, own.draft)),
    el('dl', { class: 'facts' }, day.places.map(place => el('div', {},
      el('dt', {}, own.place[place.participation]),
      el('dd', {}, `${own.figures(place.taken, place.capacity)}, ${place.waiting ? own.waiting(place.waiting) : own.nobodyWaits}`)))),
    mayExport && el('h3', {}, own.export),
    mayExport && el('ul', {}, exportLink('csv', own.csv), exportLink('json', own.json)));
}

function overview(session, days) {
  const own = words.overview;
  const mayExport = MAY_EXPORT.includes(session.role);
  setTitle(own.title);
  return page(
    el('h1', {}, own.title),
    el('p', {}, own.hello(session.name, own.roles[session.role])),
    el('p', { class: 'actions' }, el('button', { class: 'button', type: 'button', click: leave }, own.signOut)),
    days === null ? el('p', {}, own.notForYou)
      : days.length ? el('ul', { class: 'days flow' }, days.map(day => dayItem(day, mayExport)))
        : el('p', {}, own.none),
    mayExport && el('p', { class: 'small muted' }, own.logged));
}

async function leave() {
  await show(async () => {
    await signOut();
    return ways();
  }, signInPage);
  moveTo(content.querySelector('h1'));
}

const start = () => show(async () => {
  const session = await current();
  return session
    ? { session, days: MAY_SEE_DAYS.includes(session.role) ? await themeDays() : null }
    : { session, found: await ways() };
}, ({ session, days, found }) => (session ? overview(session, days) : signInPage(found, refusal)));

const refusal = takeRefusal();
await start();
const box = content.querySelector('.summary');
if (box) {
  moveTo(box);
}
