import { ask, Refusal } from './api.js';
import { stateMarks } from './certificate-states.js';
import { state } from './day-words.js';
import { el, fact, moveTo } from './dom.js';
import { radioField } from './fields.js';
import { sendingForm } from './form.js';
import { longDate, longMoment } from './format.js';
import { explained } from './problems.js';
import { saveFile } from './save-file.js';
import { language } from './texts.js';

const { words } = await import(`./texts/my-certificate-${language}.js`);

const at = '/api/my/registration/certificate';

const isNone = error => error instanceof Refusal && error.status === 404;
const isInvalid = error => error instanceof Refusal && error.status === 401;

/**
 * What the own page says of the person's certificate, once the day is over.
 * @param {() => void} invalid the link holds no longer
 */
export async function certificatePart(mine, secret, invalid) {
  const heading = el('h2', {}, words.heading);
  try {
    const found = await ask(at, { secret });
    return el('section', { class: 'flow part' }, heading, parts(found, secret, invalid));
  } catch (error) {
    if (isInvalid(error)) {
      throw error;
    }

    if (isNone(error)) {
      return mine.status === 'confirmed' && el('section', { class: 'flow part' }, heading, el('p', {}, words.none));
    }

    // The registration is there all the same.
    return el('section', { class: 'flow part' }, heading, explained(error, 'reading'));
  }
}

function standing(found) {
  const mark = el('p', {}, state(...stateMarks[found.state], el('strong', {}, words.states[found.state])));
  return found.state === 'valid' ? mark : el('div', { class: 'panel bad' }, mark, el('p', {}, words.revoked(longDate(found.revokedOn))));
}

function parts(found, secret, invalid) {
  return [
    standing(found),
    el('dl', { class: 'facts' },
      fact(words.name, found.name),
      fact(words.number, found.number),
      fact(words.issuedAt, longMoment(found.issuedAt))),
    found.state === 'valid' && [
      el('p', { class: 'muted' }, words.wrong),
      downloading(found, secret, invalid),
      found.address && [el('h3', {}, words.address), el('p', {}, words.addressWords), el('p', {}, el('a', { href: found.address }, found.address))],
      choosing(found, secret, invalid)],
  ];
}

function downloading(found, secret, invalid) {
  const said = el('div', { role: 'status' });
  const button = el('button', { type: 'button', class: 'button main', click: download }, words.download);
  let underway = false;

  async function download() {
    if (underway) {
      return;
    }

    underway = true;
    button.setAttribute('aria-disabled', 'true');
    said.replaceChildren();
    try {
      saveFile(await ask(`${at}.pdf`, { secret }), words.file(found.number));
      said.replaceChildren(el('p', {}, words.downloaded));
    } catch (error) {
      if (isInvalid(error)) {
        invalid();
        return;
      }

      said.replaceChildren(explained(error, 'reading'));
    } finally {
      underway = false;
      button.removeAttribute('aria-disabled');
    }
  }

  return el('div', { class: 'flow' }, el('p', { class: 'actions' }, button), said);
}

/** Initials or the full name to those who check it. */
function choosing(found, secret, invalid) {
  let chosen = found.showsFullName ? 'full' : 'initials';
  const said = el('p', { class: 'notice', role: 'status' });
  return el('div', { class: 'flow part' },
    said,
    sendingForm({
      button: words.save,
      check: () => new Map(),
      send: async () => {
        const wanted = chosen;
        said.textContent = '';
        try {
          await ask(at, { method: 'PUT', secret, body: JSON.stringify({ showsFullName: wanted === 'full' }) });
        } catch (error) {
          if (isInvalid(error)) {
            invalid();
            return;
          }

          throw error;
        }

        said.textContent = words.saved[wanted];
        moveTo(said);
      },
    },
    radioField('showsFullName', { label: words.shown, hint: words.shownHint, value: chosen, input: value => { chosen = value; } },
      ['initials', 'full'].map(value => ({ value, words: words.choices[value](found), note: el('span', { class: 'hint' }, words.choiceWords[value]) })))));
}
