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
  let awake = null;

  async function press() {
    if (starting) {
      return;
    }

    if (putOut) {
      stop();
      return;
    }

    starting = true;
    said.textContent = own.loading;
    try {
      putOut = await startCamera(video, found);
      frame.hidden = false;
      // A screen that goes dark takes the camera with it.
      awake = await navigator.wakeLock?.request('screen').catch(() => null);
      button.textContent = own.stop;
      button.classList.remove('main');
      said.textContent = own.looking;
      // The picture and, below it, what is said of each code: both in sight.
      frame.scrollIntoView({ block: 'start' });
    } catch (error) {
      if (!(error instanceof NoCamera)) {
        console.error(error);
      }

      said.textContent = own[error.kind ?? 'busy'];
    } finally {
      starting = false;
    }
  }

  function stop() {
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
