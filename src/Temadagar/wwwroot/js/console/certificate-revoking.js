import { el } from '../dom.js';
import { sendingForm } from '../form.js';
import { setTitle } from '../page.js';
import { textArea } from '../text-area.js';
import { revoke } from './certificate-calls.js';
import { words } from './certificate-words.js';

const own = words.revoking;

/**
 * Asks why, and revokes.
 * @param {string} title the page's
 * @returns {Promise<object|null>} the certificate as it is then; null where nothing was done
 */
export function revoking(title, certificate) {
  return new Promise(resolve => {
    let reason = '';
    let revoked = null;
    const dialog = el('dialog', { class: 'flow', 'aria-labelledby': 'revoking', close: () => {
      dialog.remove();
      setTitle(title);
      resolve(revoked);
    } },
    el('h2', { id: 'revoking' }, own.heading(certificate.name)),
    el('p', {}, own.words),
    sendingForm({
      title,
      button: own.yes,
      beside: [el('button', { type: 'button', class: 'button', click: () => dialog.close() }, own.no)],
      check: () => new Map(reason.trim() ? [] : [['reason', own.missing]]),
      send: async () => {
        revoked = await revoke(certificate.id, reason.trim());
        dialog.close();
      },
    }, textArea('reason', { label: own.reason, hint: own.reasonHint, rows: 3, input: value => { reason = value; } })));
    document.body.append(dialog);
    dialog.showModal();
  });
}
