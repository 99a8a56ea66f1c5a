import { el } from '../dom.js';
import { NoCamera, startCamera } from './camera.js';
import { words } from './words.js';

const own = words.scan;

/** The camera: put on by a press, and out by another or when the page is left. @param {(text: string) => void} found */
export function scanner(found) {
  const video = el('video', { playsinline: true, muted: true, 'aria-label': own.label });
  const said = el('p', { class: 'small', role: 'status' });
  const button = el('button', { type: 'button', class: 'button main scan', click: press }, own.start);
  const frame = el('div', { class: 'camera', hidden: true }, video);
  let putOut = null;
  let starting = false;
  let wanted = false;
  let awake = null;

  async function press() {
    if (putOut) {
      stop();
      return;
    }

    wanted = true;
    said.textContent = own.loading;
    if (starting) {
      return;
    }

    starting = true;
    try {
      const out = await startCamera(video, found);
      // It may have been put out while it was coming on.
      if (!wanted) {
        out();
        return;
      }

      putOut = out;
      frame.hidden = false;
      button.textContent = own.stop;
      button.classList.remove('main');
      said.textContent = own.looking;
      // The picture and, below it, what is said of each code: both in sight.
      frame.scrollIntoView({ block: 'start' });
      keepAwake();
    } catch (error) {
      if (!(error instanceof NoCamera)) {
        console.error(error);
      }

      said.textContent = wanted ? own[error.kind ?? 'busy'] : '';
    } finally {
      starting = false;
    }
  }

  // A screen that goes dark takes the camera with it.
  async function keepAwake() {
    const lock = await navigator.wakeLock?.request('screen').catch(() => null);
    if (putOut) {
      awake?.release();
      awake = lock;
    } else {
      lock?.release();
    }
  }

  function stop() {
    wanted = false;
    putOut?.();
    putOut = null;
    awake?.release();
    awake = null;
    frame.hidden = true;
    button.textContent = own.start;
    button.classList.add('main');
    said.textContent = '';
  }

  addEventListener('pagehide', stop);
  return { frame, controls: [button, said], stop };
}
