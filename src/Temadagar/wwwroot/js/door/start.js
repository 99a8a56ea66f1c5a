import { NoAnswer } from '../api.js';
import { toHeading } from '../console/frame.js';
import { hideWhenLeft } from '../console/leaving.js';
import { current, ways } from '../console/session.js';
import { signInPage } from '../console/sign-in.js';
import { el, moveTo } from '../dom.js';
import { content, page, setTitle, show } from '../page.js';
import { checkIns, themeDays } from './calls.js';
import { readClock, setClock, today, trueNow } from './clock.js';
import { NoStorage } from './database.js';
import { daysView, withDoor } from './days.js';
import { openDoor } from './model.js';
import { doorView } from './page.js';
import { alone, tell } from './sender.js';
import { forgetAccount, keepAccount, keepList, readAccount, readList, readLists, readQueue, removePassed } from './store.js';
import { words } from './words.js';

// A day may pass while the page is open.
const BETWEEN_TIDYINGS = 600_000;

const asked = new URLSearchParams(location.search).get('dag');

const plain = (heading, text) => page(el('h1', {}, heading), el('p', {}, text), el('p', { class: 'actions' }, el('a', { class: 'button', href: '/incheckning/' }, words.days.title)));

function say(heading, text) {
  setTitle(heading);
  content.replaceChildren(plain(heading, text));
  toHeading();
}

/** Whose the page is. Someone this device knows is let in before the service has been asked: it may be out of reach. */
async function arrive() {
  const known = await readAccount();
  if (known) {
    confirm(known);
    return known;
  }

  const session = await current();
  return session && remember(session);
}

async function remember({ id, name, role }) {
  const account = { id, name, role };
  await keepAccount(account);
  // Browsers throw away what they think nobody misses.
  navigator.storage?.persist?.().catch(() => {});
  return account;
}

async function confirm(known) {
  try {
    const session = await current();
    if (session?.id === known.id) {
      return;
    }

    await (session ? remember(session) : forgetAccount());
    location.reload();
  } catch (error) {
    if (!(error instanceof NoAnswer)) {
      console.error(error);
    }
  }
}

/** The first time of a day on this device the list must be had. @returns {Promise<boolean>} whether it is: of a day that has passed none is kept */
async function fetchList(account) {
  const asking = Date.now();
  const { found, tag } = await checkIns(asked, null);
  await setClock(found.now, asking, Date.now());
  if (found.themeDay.date && found.themeDay.date < today()) {
    return false;
  }

  await alone(() => keepList({ slug: asked, owner: account.id, themeDay: found.themeDay, people: found.people, mayCheckIn: found.mayCheckIn, tag, fetchedAt: trueNow().toISOString() }));
  return true;
}

async function opened(account, slug, view) {
  let drawn = null;
  const door = await openDoor(account, slug, {
    changed: () => drawn?.draw(),
    signedOut: () => start().then(toHeading),
    gone: () => say(words.gone, words.goneWords),
    removed: () => location.assign('/incheckning/'),
  });
  return () => {
    drawn = view(door);
    door.refresh();
    return drawn.view;
  };
}

async function dayPage(account) {
  if ((await readList(asked))?.owner !== account.id && !await fetchList(account)) {
    return () => plain(words.title, words.over);
  }

  return opened(account, asked, door => doorView(account, door));
}

async function choosing(account) {
  let days;
  try {
    days = await themeDays();
  } catch (error) {
    // Without network there are those whose list is here.
    days = (await readLists(account.id)).map(list => list.themeDay);
    if (!(error instanceof NoAnswer) || days.length === 0) {
      throw error;
    }
  }

  return opened(account, null, door => daysView(account, withDoor(days), door));
}

async function signingIn() {
  const [known, waiting] = await Promise.all([ways(), readQueue()]);
  return () => {
    const form = signInPage(known, () => start().then(toHeading));
    if (waiting.length) {
      form.querySelector('h1').after(el('p', { class: 'waits' }, words.signInAgain(waiting.length)));
    }

    return form;
  };
}

const start = () => show(async () => {
  try {
    await readClock();
    await removePassed();
    const account = await arrive();
    if (!account) {
      return signingIn();
    }

    return account.role === 'reader' ? () => plain(words.title, words.notForReader) : asked ? dayPage(account) : choosing(account);
  } catch (error) {
    if (error instanceof NoStorage) {
      return () => plain(words.noStorage, words.noStorageWords);
    }

    throw error;
  }
}, render => render());

// It opens without network, too, and all that was done is in the queue.
hideWhenLeft(async () => false);
setTitle(words.title);
await start();
const refusal = content.querySelector('.summary');
if (refusal) {
  moveTo(refusal);
}

setInterval(() => removePassed().then(() => tell({})).catch(() => {}), BETWEEN_TIDYINGS);
// What it needs to open without network is kept by the browser.
navigator.serviceWorker?.register('/incheckning/sw.js').catch(console.error);
