import { confirmed, mayChange } from '../console/frame.js';
import { signOut } from '../console/session.js';
import { words as consoleWords } from '../console/words.js';
import { dayName, whenAndWhere } from '../day-words.js';
import { el, moveTo } from '../dom.js';
import { choiceRow } from '../fields.js';
import { longDate } from '../format.js';
import { content, setFaulty, setTitle } from '../page.js';
import { deeds } from './deeds.js';
import { finder } from './find.js';
import { clock, resultPanel, setVibrates, vibrates } from './result.js';
import { reviewList } from './review.js';
import { scanner } from './scan.js';
import { say } from './say.js';
import { forgetAccount } from './store.js';
import { walkInForm } from './walk-in.js';
import { words } from './words.js';

/** How many wait to be sent, and how many of another's, who must sign in for it. */
export const waitsText = ({ queue, reached }) => (queue.length ? (reached() ? words.status.sending : words.status.waiting)(queue.length) : '');
export const othersText = ({ others: [first, ...rest] }) => (first ? words.othersWait(1 + rest.filter(item => item.owner === first.owner).length, first.ownerName) : '');

/** Asks first where something waits: signing out keeps it, and the list goes. */
export async function leave(waiting, then) {
  if (waiting && !await confirmed({ heading: words.leaving.heading, text: words.leaving.text(waiting), yes: words.leaving.yes })) {
    return;
  }

  await forgetAccount();
  await signOut().catch(() => {});
  then();
}

/** A page at the door: where one can go, who is signed in, and the page itself in a column as wide as a hand. */
export function doorPage(account, { title, links = [], waiting = () => 0 }, ...children) {
  setTitle(title);
  // Where one can go comes last: what a queue waits for is in the first screen of a phone.
  return el('div', { class: 'wide page console door' },
    el('div', { class: 'flow' }, children),
    el('nav', { class: 'console-nav', 'aria-label': words.nav.label },
      el('ul', {}, links.filter(Boolean).map(([href, text]) => el('li', {}, el('a', { href }, text)))),
      el('p', { class: 'small' }, `${account.name}, ${consoleWords.roles[account.role]} `,
        el('button', { class: 'button plain', type: 'button', click: () => leave(waiting(), () => location.assign('/incheckning/')) }, words.nav.signOut))));
}

/** The door of a day that is open. @param {object} door of model.js, whose changes call draw */
export function doorView(account, door) {
  const day = door.list.themeDay;
  const result = resultPanel();
  const act = deeds(door, result, { toWalkIn, dayWords: longDate(day.date ?? '2000-01-01') });
  const figure = el('p', { class: 'counter' });
  // Read aloud: that the network is gone or back. Not each time the list is fetched.
  const reach = el('span', { role: 'status' });
  const from = el('span');
  const net = el('p', {}, reach, ' ', from);
  const waits = el('p', { class: 'waits' });
  const others = el('p', { class: 'small' });
  const review = reviewList(door, () => result.box.focus({ preventScroll: true }));
  const find = finder(door, chosen);
  const scan = scanner(text => {
    if (!act.code(text)) {
      act.say({ kind: 'stop', word: words.scan.notACode });
    }
  });
  const bar = el('p', { class: 'notice bad' });
  const form = el('div', { hidden: true });
  const main = el('div', { class: 'flow' },
    scan.frame,
    result.box,
    result.open,
    scan.controls,
    find.box,
    el('p', { class: 'actions' }, el('button', { type: 'button', class: 'button', click: toWalkIn }, words.walkIn.title)));

  async function chosen(person, code) {
    // On a phone the keyboard would cover what is said.
    if (matchMedia('(pointer: coarse)').matches) {
      moveTo(result.box);
    } else {
      find.input.focus();
    }

    await act.checkIn(person, code);
  }

  function toWalkIn() {
    if (act.barred()) {
      return;
    }

    scan.stop();
    const { heading, box } = walkInForm(door, {
      done: outcome => {
        back();
        act.registered(outcome);
        moveTo(result.box);
      },
      cancel: () => {
        back();
        find.input.focus();
      },
    });
    form.replaceChildren(box);
    [form.hidden, main.hidden] = [false, true];
    moveTo(heading);
  }

  function back() {
    setFaulty(false);
    form.replaceChildren();
    [form.hidden, main.hidden] = [true, false];
  }

  function draw() {
    const [here, rest] = words.counter(door.counts.here, door.counts.expected);
    figure.replaceChildren(el('strong', {}, here), rest);
    say(reach, !door.keeps() ? words.status.keepsNothing : door.reached() ? words.status.up : words.status.down);
    say(from, words.status.from(clock(door.list.fetchedAt)));
    net.className = door.reached() ? 'small muted' : 'small offline';
    say(waits, waitsText(door));
    say(others, othersText(door));
    const why = door.barred();
    say(bar, why === 'notToday' ? words.notToday(longDate(day.date)) : why ? words[why] : '');
    review.draw();
    act.recheck();
    find.draw();
  }

  const title = `${words.title}: ${dayName(day)}`;
  const view = doorPage(account, {
    title,
    waiting: () => door.queue.length,
    links: [['/incheckning/', words.days.change], mayChange(account) && [`/arrangor/temadag/${day.slug}/narvaro`, words.nav.attendance], ['/arrangor', words.nav.console]],
  },
  el('div', {}, el('h1', {}, words.title), el('p', { class: 'small' }, el('strong', {}, dayName(day)), `, ${whenAndWhere(day)}`)),
  bar,
  el('div', { class: 'figures' }, figure, net, waits, others),
  review.box, main, form, device(door));
  draw();
  return { view, draw };
}

function device(door) {
  return el('details', { class: 'device' }, el('summary', {}, words.device.title), el('div', { class: 'flow' },
    [words.device.keeps, words.device.keepsWaiting, words.device.lock].map(text => el('p', {}, text)),
    el('p', { class: 'actions' }, el('button', { type: 'button', class: 'button', click: async () => {
      const waiting = door.queue.length;
      await door.remove();
      setTitle(waiting ? words.device.removedWaiting(waiting) : words.device.removed);
      content.replaceChildren(el('div', { class: 'wide page' }, el('div', { class: 'column flow' },
        el('h1', { tabindex: '-1' }, waiting ? words.device.removedWaiting(waiting) : words.device.removed),
        el('p', { class: 'actions' }, el('a', { class: 'button', href: '/incheckning/' }, words.days.change)))));
      moveTo(content.querySelector('h1'));
    } }, words.device.remove)),
    'vibrate' in navigator && el('div', { class: 'field' }, choiceRow('checkbox', { id: 'vibrate', checked: vibrates(), change: event => setVibrates(event.target.checked) }, words.device.vibrate))));
}
