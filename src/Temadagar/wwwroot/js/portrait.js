import { Refusal } from './api.js';
import { el } from './dom.js';
import { wrapped } from './fields.js';
import { sendingForm } from './form.js';

const ALLOWED = ['image/jpeg', 'image/png'];
const LARGEST = 5 * 1024 * 1024;

/** A picture as an address of its own: for one that is chosen and not sent, or fetched with a secret. */
export const dataUrl = blob => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.addEventListener('load', () => resolve(reader.result));
  reader.addEventListener('error', () => reject(reader.error));
  reader.readAsDataURL(blob);
});

/** @param {string|null} address null: there is none, and `none` says so */
export const portrait = (address, { alt, none }) => (address
  ? el('img', { class: 'picture', src: address, alt })
  : el('p', { class: 'picture missing' }, none));

/**
 * Chooses a portrait: it is looked at before it is sent.
 * @param {{address: string|null, alt: string, words: object, save: (file: File) => Promise<void>, remove: () => Promise<void>}} about
 * words: label, hint, none, chosen, button, remove, missing, kind, size
 */
export function portraitForm({ address, alt, words, save, remove }) {
  const frame = el('div', {}, portrait(address, { alt, none: words.none }));
  const said = el('p', { class: 'small muted', role: 'status' });
  let file = null;

  async function choose(event) {
    [file] = event.target.files;
    said.textContent = '';
    frame.replaceChildren(portrait(address, { alt, none: words.none }));
    if (file && !faultOf(file)) {
      const looked = file;
      const preview = await dataUrl(looked);
      // A large one may be slower than the next that was chosen.
      if (file === looked) {
        frame.replaceChildren(portrait(preview, { alt: words.chosen, none: '' }));
        said.textContent = words.chosen;
      }
    }
  }

  async function removeOnce(event) {
    const { target: button } = event;
    if (button.getAttribute('aria-disabled')) {
      return;
    }

    button.setAttribute('aria-disabled', 'true');
    try {
      await remove();
    } finally {
      button.removeAttribute('aria-disabled');
    }
  }

  const faultOf = chosen => {
    if (!chosen) {
      return words.missing;
    }

    return ALLOWED.includes(chosen.type) ? chosen.size > LARGEST && words.size : words.kind;
  };

  return sendingForm({
    button: words.button,
    beside: address ? [el('button', { type: 'button', class: 'button plain', click: removeOnce }, words.remove)] : [],
    check: () => new Map(faultOf(file) ? [['portrait', faultOf(file)]] : []),
    send: () => save(file).catch(error => {
      // Said at the field.
      throw error instanceof Refusal && error.status === 413 ? new Refusal(400, { errors: { portrait: [words.size] } }) : error;
    }),
  },
  el('div', { class: 'picture-choice' }, frame, el('div', {},
    wrapped('portrait', { label: words.label, hint: words.hint }, el('input', { id: 'portrait', type: 'file', accept: ALLOWED.join(), 'aria-describedby': 'portrait-hint', change: choose })),
    said)));
}
