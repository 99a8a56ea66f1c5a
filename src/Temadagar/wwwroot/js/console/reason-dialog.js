import { el } from '../dom.js';
import { sendingForm } from '../form.js';
import { setFaulty } from '../page.js';
import { textArea } from '../text-area.js';

/**
 * Asks why before something is done that needs a reason, and does it.
 * @param {{heading: string, text: string, reason: string, reasonHint: string, missing: string, yes: string, no: string}} words
 * @param {(reason: string) => Promise} send
 * @param {Node[]} [fields] what else is asked
 * @param {string|null} [path] what the API calls the reason; null: none is asked for
 * @returns {Promise<boolean>} whether it was done
 */
export function withReason(words, send, fields = [], path = 'reason') {
  return new Promise(resolve => {
    let reason = '';
    let sent = false;
    let pending = null;
    const dialog = el('dialog', { class: 'flow', 'aria-labelledby': 'reason-heading', close: async () => {
      dialog.remove();
      // Whoever closes it while it is sent is told what came of it.
      await pending?.catch(() => {});
      setFaulty(false);
      resolve(sent);
    } },
    el('h2', { id: 'reason-heading' }, words.heading),
    el('p', {}, words.text),
    sendingForm({
      button: words.yes,
      beside: [el('button', { type: 'button', class: 'button', click: () => dialog.close() }, words.no)],
      check: () => new Map(!path || reason.trim() ? [] : [[path, words.missing]]),
      send: async () => {
        pending = send(reason.trim()).then(() => { sent = true; });
        await pending;
        dialog.close();
      },
    }, ...fields, path && textArea(path, { label: words.reason, hint: words.reasonHint, rows: 3, input: value => { reason = value; } })));
    document.body.append(dialog);
    dialog.showModal();
  });
}
