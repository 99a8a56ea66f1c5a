import { el, moveTo } from '../dom.js';
import { longDate } from '../format.js';
import { textField } from '../fields.js';
import { content, page, setTitle, show } from '../page.js';
import { texts } from '../texts.js';
import { sendingForm } from './form.js';
import { current, exportAddress, signIn, signOut, themeDays } from './session.js';
import { words } from './words.js';

const MAY_SEE_DAYS = ['administrator', 'organizer', 'reader'];
const MAY_EXPORT = ['administrator', 'organizer'];

function signInPage() {
  const own = words.signIn;
  const entered = { email: '', password: '' };
  setTitle(own.title);
  return page(
    el('h1', {}, own.title),
    el('p', { class: 'lead' }, own.lead),
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
    return null;
  }, signInPage);
  moveTo(content.querySelector('h1'));
}

const start = () => show(async () => {
  const session = await current();
  return { session, days: session && MAY_SEE_DAYS.includes(session.role) ? await themeDays() : null };
}, ({ session, days }) => (session ? overview(session, days) : signInPage()));

start();
