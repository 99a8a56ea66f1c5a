import { el } from '../dom.js';
import { explain } from '../problems.js';
import { words } from './certificate-words.js';
import { keeping, NotWritten } from './file-keeping.js';
import { counter, fetchFile, MARKS } from './file-stream.js';

const own = words.files;

/**
 * Buttons that fetch large files, one at a time: how far it has come is seen, and it can be stopped.
 * @param {{label: string, address: string, name: string, kind: 'pdf'|'zip'|'badges', total: number|null, underway: string, done: (name: string) => string}[]} files
 * total: how many certificates it holds; null where they are not counted
 */
export function fileButtons(files) {
  const said = el('p', { class: 'notice', role: 'status' });
  const bar = el('progress', { 'aria-labelledby': `fetching-${files[0].kind}` });
  const what = el('p', { id: `fetching-${files[0].kind}` });
  const far = el('p', { class: 'small muted steady' });
  const stop = el('button', { type: 'button', class: 'button', click: () => stopping.abort() }, own.stop);
  const box = el('div', { class: 'panel fetching', hidden: true }, what, bar, far, el('p', { class: 'actions' }, stop));
  const buttons = files.map(file => el('button', { type: 'button', class: 'button', click: event => start(file, event.target) }, file.label));
  let stopping = null;

  // While the bar is in sight only those who do not see it need the words.
  function tell(text, { bad = false, seen = true } = {}) {
    said.textContent = text;
    said.classList.toggle('bad', bad);
    said.classList.toggle('unseen', !seen);
  }

  function show(file, count, bytes) {
    const size = own.size(bytes);
    far.textContent = file.total === null ? size : own.progress(Math.min(count, file.total), file.total, size);
    if (count && file.total !== null) {
      bar.max = file.total;
      bar.value = Math.min(count, file.total);
    }
  }

  async function start(file, button) {
    if (stopping) {
      return;
    }

    stopping = new AbortController();
    buttons.forEach(one => one.setAttribute('aria-disabled', 'true'));
    tell('');
    try {
      const kept = await keeping(file.name);
      if (kept) {
        box.hidden = false;
        tell(file.done(await fetchInto(kept, file, stopping.signal)));
      }
    } catch (error) {
      const { heading, words: text } = error instanceof NotWritten ? own.notWritten : explain(error, 'reading');
      tell(stopping.signal.aborted ? own.stopped : `${heading}. ${text}`, { bad: !stopping.signal.aborted });
    } finally {
      stopping = null;
      // The button that has the keyboard goes away with the box.
      if (box.contains(document.activeElement)) {
        button.focus();
      }

      box.hidden = true;
      buttons.forEach(one => one.removeAttribute('aria-disabled'));
    }
  }

  async function fetchInto(kept, file, stopped) {
    const counted = file.total === null ? () => 0 : counter(MARKS[file.kind]);
    let bytes = 0;
    bar.removeAttribute('value');
    what.textContent = file.underway;
    tell(file.underway, { seen: false });
    show(file, 0, 0);
    try {
      await fetchFile(file.address, { stopped, heard: async piece => {
        await kept.write(piece);
        bytes += piece.length;
        show(file, counted(piece), bytes);
      } });
      return await kept.finish();
    } catch (error) {
      await kept.discard();
      throw error;
    }
  }

  return [el('p', { class: 'actions' }, buttons), box, said];
}
