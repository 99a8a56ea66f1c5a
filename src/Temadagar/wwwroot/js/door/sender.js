import { NoAnswer, Refusal } from '../api.js';
import { current } from '../console/session.js';
import { explain } from '../problems.js';
import { checkIns, sendDeed } from './calls.js';
import { setClock, trueNow } from './clock.js';
import { NoStorage } from './database.js';
import { forgetAccount, keepList, putTimesRight, readList, readQueue, removeList, setAside, settle, takeNext } from './store.js';

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;
// Each look at the list is a row in the log.
const BETWEEN_LISTS = 120_000;
// A fault of the service at one deed should not keep those behind it for ever.
const MOST_TRIES = 6;

const tabs = new BroadcastChannel('temadagar-incheckning');

// One tab at a time sends, and reads the list: an older list must not come after a newer reply.
export const alone = work => (navigator.locks ? navigator.locks.request('temadagar-incheckning', work) : work());

export const tellOthers = message => tabs.postMessage(message);

/** Tells this tab too. */
export function tell(message) {
  tellOthers(message);
  dispatchEvent(new CustomEvent('incheckning', { detail: message }));
}

/** @param {(message: object) => void} heed what has changed on this device: { settled: id, reply }, { refused: id, … } or {} */
export function listen(heed) {
  tabs.onmessage = event => heed(event.data);
  addEventListener('incheckning', event => heed(event.detail));
}

/**
 * Sends what waits, in order, and keeps the list fresh: at once when something comes, when the network returns, and now and then.
 * @param {string|null} slug the day that is shown, if one is
 * @param {() => void} signedOut the service does not know us any more; what waits, waits
 * @param {(removed: Refusal) => void} gone the day is no longer ours
 */
export function sender(account, slug, { changed, signedOut, gone }) {
  let reached = navigator.onLine;
  let keeps = true;
  let pause = FIRST_PAUSE;
  let timer = null;
  let stopped = false;
  let losses = 0;
  let listedAt = -Infinity;

  function reach(now, keepsNow = keeps) {
    if (reached !== now || keeps !== keepsNow) {
      [reached, keeps] = [now, keepsNow];
      changed();
    }
  }

  function next(delay) {
    clearTimeout(timer);
    if (!stopped) {
      timer = setTimeout(run, delay, true);
    }
  }

  /** @param {boolean} list whether the list is due too, or only what waits to be sent */
  async function run(list = false) {
    if (stopped) {
      return;
    }

    const before = losses;
    try {
      await alone(async () => {
        await sendWaiting();
        if (list && slug && !document.hidden) {
          await freshList(slug);
        }
      });
      if (list) {
        pause = FIRST_PAUSE;
        // A reply may come after the network that it came by is gone.
        reach(losses === before, true);
        next(losses === before ? BETWEEN_LISTS : FIRST_PAUSE);
      }
    } catch (error) {
      fail(error);
    }
  }

  function fail(error) {
    if (error instanceof Refusal && error.status === 401) {
      stop();
      forgetAccount().then(signedOut);
      return;
    }

    if (error instanceof Refusal && slug && [403, 404].includes(error.status)) {
      stop();
      removeList(slug).then(() => gone(error));
      return;
    }

    if (!(error instanceof NoAnswer || error instanceof Refusal)) {
      console.error(error);
    }

    reach(false, error instanceof NoStorage ? false : keeps);
    // Phones that lost the network together should not all come back at the same moment.
    const wait = Math.max((error.retryAfter ?? 0) * 1000, pause * (0.75 + Math.random() / 2));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
    next(wait);
  }

  async function sendWaiting() {
    if ((await readQueue()).some(item => item.owner === account.id)) {
      await sameAccount();
      await putTimesRight(account.id);
      for (let item = await takeNext(account.id); item; item = await takeNext(account.id)) {
        await sendOne(item);
      }
    }
  }

  // Another may have signed in here meanwhile, in another tab; a change needs a fresh token; and the phone's clock may have been set.
  async function sameAccount() {
    const asked = Date.now();
    const session = await current();
    if (session?.id !== account.id) {
      throw new Refusal(401, {});
    }

    await setClock(session.now, asked, Date.now());
  }

  async function sendOne(item) {
    let reply;
    try {
      reply = await sendDeed(item);
    } catch (error) {
      if (!isFinal(error, item)) {
        throw error;
      }

      const { heading, words: said } = explain(error, 'sending');
      // Of several faults the first one says enough to begin with.
      const [what = said] = Object.values(error.problem.errors ?? {}).flat();
      await setAside(item, error, heading, what);
      tell({ refused: item.id, kind: error.kind, status: error.status, problem: error.problem, heading, words: what });
      return;
    }

    const undone = item.act === 'undo' || reply.undone;
    if (undone) {
      // What still counts, of earlier that day or by another, only the list tells. Until it has, this counts as not sent.
      await relearn(item.slug);
    }

    await settle(item, undone ? null : outcomeOf(reply));
    tell({ settled: item.id, reply });
  }

  async function relearn(of) {
    try {
      if (await readList(of)) {
        await freshList(of);
      }
    } catch (error) {
      if (of === slug || !(error instanceof Refusal && [403, 404].includes(error.status))) {
        throw error;
      }

      await removeList(of);
    }
  }

  async function freshList(of) {
    const list = await readList(of);
    const asked = Date.now();
    const reply = await checkIns(of, list?.tag);
    if (reply) {
      await setClock(reply.found.now, asked, Date.now());
    }

    listedAt = of === slug ? Date.now() : listedAt;
    const { themeDay, people, mayCheckIn } = reply?.found ?? list;
    await keepList({ slug: of, owner: account.id, themeDay, people, mayCheckIn, tag: reply ? reply.tag : list.tag, fetchedAt: trueNow().toISOString() });
    tell({});
  }

  function stop() {
    stopped = true;
    clearTimeout(timer);
    removeEventListener('online', online);
    removeEventListener('offline', offline);
    document.removeEventListener('visibilitychange', seen);
  }

  function online() {
    pause = FIRST_PAUSE;
    run(true);
  }

  // Whoever looks at another page and back does not need the list each time.
  function seen() {
    if (!reached || Math.abs(Date.now() - listedAt) >= BETWEEN_LISTS) {
      online();
    } else {
      run();
    }
  }

  function offline() {
    losses++;
    reach(false);
  }

  addEventListener('online', online);
  addEventListener('offline', offline);
  document.addEventListener('visibilitychange', seen);
  return {
    run,
    stop,
    reached: () => reached,
    /** Whether the phone keeps what is done. */
    keeps: () => keeps,
    /** Someone has waited long enough for an answer: until one comes the network counts as gone. */
    doubt: () => {
      reach(false);
      next(FIRST_PAUSE);
    },
  };
}

// What will never be otherwise, however often it is sent.
const isFinal = (error, item) => error instanceof Refusal && error.status !== 401 && error.kind !== 'not-from-our-page'
  && (error.status < 500 ? error.status !== 429 && error.status !== 408 : error.status !== 503 && item.tries >= MOST_TRIES);

/** What a person's row becomes by who came or left. */
const outcomeOf = ({ registrationId: id, firstName, lastName, organization, participation, checkedInAt, checkedOutAt, checkInId }) =>
  ({ id, firstName, lastName, organization, participation, status: 'confirmed', checkedInAt, checkedOutAt: checkedOutAt ?? null, checkInId });
