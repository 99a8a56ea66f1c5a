import { Refusal } from '../api.js';
import { el } from '../dom.js';
import { textField, wrapped } from '../fields.js';
import { sendingForm } from '../form.js';
import { dataUrl } from '../portrait.js';
import { addLogo, logos, removeLogo } from './certificate-calls.js';
import { words } from './certificate-words.js';
import { confirmed, notice } from './frame.js';

const own = words.logos;

const ALLOWED = ['image/png', 'image/jpeg'];
const LARGEST = 1024 * 1024;
const MOST = 4;

/** The pictures at the top of a board's certificates. */
export function logosPart(board, found) {
  const place = el('div', { class: 'flow' });
  const said = notice();
  const heading = el('h2', { id: 'logos' }, own.heading);
  if (!board) {
    return el('section', { class: 'flow column', 'aria-labelledby': 'logos' }, heading, el('p', {}, own.noBoard));
  }

  show(found);
  return el('section', { class: 'flow column', 'aria-labelledby': 'logos' }, heading, el('p', {}, own.lead(MOST)), said.box, place);

  function show(list) {
    place.replaceChildren(
      list.length ? el('ul', { class: 'rows logos' }, list.map(item)) : el('p', { class: 'muted' }, own.none),
      list.length < MOST ? adding() : el('p', { class: 'muted' }, own.full(MOST)));
  }

  function item(logo) {
    return el('li', {},
      el('img', { class: 'logo', src: logo.address, alt: logo.alternativeText }),
      el('span', { 'aria-hidden': 'true' }, logo.alternativeText),
      el('button', { type: 'button', class: 'button small', 'aria-label': own.removeOf(logo.alternativeText), click: () => remove(logo) }, own.remove));
  }

  async function drawnAnew(text) {
    show(await logos(board));
    said.tell(text);
  }

  async function remove(logo) {
    if (!await confirmed({ heading: own.removeHeading(logo.alternativeText), text: own.removeWords, yes: own.remove })) {
      return;
    }

    try {
      await removeLogo(board, logo.id);
      await drawnAnew(own.removed);
    } catch (error) {
      said.failed(error);
    }
  }

  function adding() {
    const frame = el('div', {});
    let file = null;
    let alternativeText = '';

    async function choose(event) {
      [file] = event.target.files;
      frame.replaceChildren();
      if (file && !fileFault(file)) {
        const looked = file;
        const preview = await dataUrl(looked);
        // A large one may be slower than the next that was chosen.
        if (file === looked) {
          frame.replaceChildren(el('img', { class: 'logo', src: preview, alt: '' }), el('p', { class: 'small muted', role: 'status' }, own.chosen));
        }
      }
    }

    return sendingForm({
      button: own.add,
      check: () => {
        said.say('');
        return new Map([['file', fileFault(file)], ['alternativeText', alternativeText.trim() ? '' : own.alternativeTextMissing]].filter(([, fault]) => fault));
      },
      send: async () => {
        await addLogo(board, file, alternativeText.trim()).catch(error => {
          // Said at the field.
          throw error instanceof Refusal && error.status === 413 ? new Refusal(400, { errors: { file: [own.size] } }) : error;
        });
        await drawnAnew(own.added);
      },
      place: path => (path === 'alternativeText' ? path : 'file'),
    },
    wrapped('file', { label: own.file, hint: own.fileHint }, el('input', { id: 'file', type: 'file', accept: ALLOWED.join(), 'aria-describedby': 'file-hint', change: choose })),
    frame,
    textField('alternativeText', { label: own.alternativeText, hint: own.alternativeTextHint, input: value => { alternativeText = value; } }, { autocomplete: 'off' }));
  }
}

const fileFault = chosen => {
  if (!chosen) {
    return own.missing;
  }

  return ALLOWED.includes(chosen.type) ? (chosen.size > LARGEST ? own.size : '') : own.kind;
};
