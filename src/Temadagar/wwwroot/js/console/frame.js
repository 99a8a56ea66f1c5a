import { el, moveTo } from '../dom.js';
import { content, setTitle } from '../page.js';
import { explain } from '../problems.js';
import { signOut } from './session.js';
import { words } from './words.js';

const own = words.frame;

const CHANGES = ['administrator', 'organizer'];

export const mayChange = session => CHANGES.includes(session.role);

function leave() {
  content.replaceChildren();
  signOut().finally(() => location.assign('/arrangor'));
}

/**
 * A page of the console: where one can go, who is signed in, and the page itself at full width.
 * @param {{title: string, back?: {href: string, words: string}, broad?: boolean}} about broad: for what does not fit in the width of the text pages
 */
export function consolePage(session, { title, back, broad = false }, ...children) {
  setTitle(title);
  const link = (href, text) => el('li', {}, el('a', { href, 'aria-current': location.pathname === href ? 'page' : null }, text));
  return el('div', { class: `wide page console${broad ? ' broad' : ''}` },
    el('nav', { class: 'console-nav', 'aria-label': own.nav },
      el('ul', {},
        link('/arrangor', own.days),
        session.role !== 'reader' && link('/incheckning/', words.people.checkIn),
        mayChange(session) && link('/arrangor/medverkande', own.speakers),
        mayChange(session) && link('/arrangor/mejl', own.mails),
        session.role !== 'steward' && link('/arrangor/statistik', own.statistics),
        mayChange(session) && link('/arrangor/gallring', own.erasing),
        session.role === 'administrator' && link('/arrangor/arrangorer', own.seriesAndBoards),
        session.role === 'administrator' && link('/arrangor/informationssidor', own.informationPages),
        session.role === 'administrator' && link('/arrangor/konton', own.accounts),
        session.role === 'administrator' && link('/arrangor/logg', own.log),
        link('/arrangor/handbok', own.handbook)),
      el('p', { class: 'small' }, `${session.name}, ${words.roles[session.role]} `,
        session.passwordChosen && [el('a', { href: '/arrangor/byt-losenord', 'aria-current': location.pathname === '/arrangor/byt-losenord' ? 'page' : null }, own.changePassword), ' '],
        el('button', { class: 'button plain', type: 'button', click: leave }, own.signOut))),
    el('div', { class: 'flow' },
      back && el('p', { class: 'small' }, el('a', { href: back.href }, `← ${back.words}`)),
      el('h1', {}, title),
      children));
}

/**
 * Asks before what cannot be undone.
 * @param {{items?: string[]}} about what it concerns, one by one
 * @returns {Promise<boolean>}
 */
export function confirmed({ heading, text, items = [], yes }) {
  return new Promise(resolve => {
    const dialog = el('dialog', { class: 'flow', 'aria-labelledby': 'confirm-heading', 'aria-describedby': 'confirm-text', close: () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    } },
    el('h2', { id: 'confirm-heading' }, heading),
    el('p', { id: 'confirm-text' }, text),
    items.length > 0 && el('ul', { class: 'concerned', tabindex: '0', 'aria-labelledby': 'confirm-heading' }, items.map(item => el('li', {}, item))),
    el('form', { method: 'dialog', class: 'actions' },
      el('button', { class: 'button', value: 'no' }, own.no),
      el('button', { class: 'button grave', value: 'yes' }, yes)));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/**
 * What was done, where the page goes on: read aloud, and in sight until the next.
 * @returns {{box: Node, say: (text: string|Node[], bad?: boolean) => void, tell: typeof say, failed: (error: Error, doing?: 'sending'|'reading') => void}}
 * say: where what was pressed is in sight too; tell, failed: the keyboard goes where the words are
 */
export function notice() {
  const box = el('p', { class: 'notice', role: 'status' });
  const say = (text, bad = false) => {
    box.replaceChildren(...[text].flat());
    box.classList.toggle('bad', bad);
  };
  const tell = (text, bad) => {
    say(text, bad);
    moveTo(box);
  };
  return {
    box,
    say,
    tell,
    failed: (error, doing = 'sending') => {
      const { heading, words: what } = explain(error, doing);
      tell(`${heading}. ${what}`, true);
    },
  };
}

/** What was removed on the page before, which says so in the address: start.js goes there once the page is drawn. */
export function sayRemoved({ box, say }, text) {
  if (location.search.includes('borttagen')) {
    say(text);
    box.dataset.before = '';
    history.replaceState(history.state, '', location.pathname);
  }
}

/** After the page is drawn anew: says what was done, and the keyboard goes on from there. */
export function done(...text) {
  const box = content.querySelector('.notice');
  box.replaceChildren(...text);
  moveTo(box);
}

export const toHeading = () => moveTo(content.querySelector('h1'));
