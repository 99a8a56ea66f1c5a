import { Refusal } from './api.js';
import { el, moveTo } from './dom.js';
import { choiceRow } from './fields.js';
import { sendingForm, unsaved } from './form.js';
import { longMoment } from './format.js';
import { myPortrait, removePortrait, saveProfile, sendPortrait } from './my-schedule-calls.js';
import { dataUrl, portraitForm } from './portrait.js';
import { explain } from './problems.js';
import { words } from './speaker-texts.js';
import { textArea } from './text-area.js';

const own = words.profile;

/** What a speaker says of oneself: texts and picture wait for the organizer, needs and consent hold at once. */
export function profilePart(mine, secret, { invalid }) {
  const { profile } = mine;
  const wanted = profile.correction ?? profile;
  const entered = {
    biographySv: wanted.biographySv ?? '', biographyEn: wanted.biographyEn ?? '',
    technicalNeeds: profile.technicalNeeds ?? '', travelNeeds: profile.travelNeeds ?? '', consent: profile.consent,
  };
  let kept = { ...entered };
  const changes = () => Object.entries(entered).filter(([field, value]) => value !== kept[field]);
  const noteChange = () => unsaved(changes().length > 0);
  const waits = el('div', {});
  const said = el('p', { class: 'notice', role: 'status' });
  const picture = el('div', {});
  const pictureSaid = el('p', { class: 'notice', role: 'status' });
  const lines = (name, hint, attributes, rows) => textArea(name, {
    label: own[name], hint, optional: true, rows, value: entered[name], input: value => { entered[name] = value; },
  }, attributes);

  showWaiting(profile);
  showPortrait(profile);
  return [
    el('section', { class: 'flow part' },
      el('h2', {}, own.title),
      el('p', {}, own.lead),
      waits,
      el('dl', { class: 'facts' }, el('div', {}, el('dt', {}, own.who), el('dd', {}, [mine.name, profile.title, profile.organization].filter(Boolean).join(', ')))),
      el('p', { class: 'small muted' }, own.wrong),
      said,
      sendingForm({
        button: own.save,
        check: () => {
          said.textContent = '';
          return new Map();
        },
        send: () => valid(async () => {
          // Only what was changed here: the organizer may have changed the rest meanwhile.
          const written = { ...entered };
          const saved = await saveProfile(secret, Object.fromEntries(changes().map(([field, value]) => [field, value === '' ? null : value])));
          kept = written;
          noteChange();
          showWaiting(saved.profile);
          said.textContent = saved.profile.correction ? own.savedWaits : own.saved;
          moveTo(said);
        }),
      }, el('div', { class: 'form', input: noteChange, change: noteChange },
        lines('biographySv', own.biographyHint, { lang: 'sv', maxlength: '4000' }, 6),
        lines('biographyEn', own.biographyHint, { lang: 'en', maxlength: '4000' }, 6),
        el('div', { class: 'field', 'data-path': 'consent' }, choiceRow('checkbox', {
          id: 'consent', checked: entered.consent, change: event => { entered.consent = event.target.checked; },
        }, own.consent, el('span', { class: 'hint' }, own.consentHint))),
        lines('technicalNeeds', own.technicalHint, { maxlength: '2000' }, 3),
        lines('travelNeeds', own.travelHint, { maxlength: '2000' }, 3)))),
    el('section', { class: 'flow part' }, el('h2', {}, words.portrait.title), pictureSaid, picture)];

  function showWaiting({ correction }) {
    waits.replaceChildren(...correction ? [el('div', { class: 'panel scarce' }, el('p', {}, own.waits(longMoment(correction.sentAt))))] : []);
  }

  /** A picture that a secret opens has no address of its own. */
  async function showPortrait(current) {
    const { hasPortrait } = current.correction ?? current;
    let address = null;
    if (hasPortrait) {
      address = await myPortrait(secret).then(dataUrl).catch(() => {
        pictureSaid.textContent = words.portrait.missed;
        return null;
      });
    }

    picture.replaceChildren(portraitForm({
      address,
      alt: words.portrait.alt(mine.name),
      words: words.portrait,
      save: file => valid(() => changed(sendPortrait(secret, file), words.portrait.sent)),
      remove: () => valid(() => changed(removePortrait(secret), words.portrait.removed)).catch(error => {
        const { heading, words: what } = explain(error, 'sending');
        pictureSaid.textContent = `${heading}. ${what}`;
        pictureSaid.classList.add('bad');
        moveTo(pictureSaid);
      }),
    }));
  }

  async function changed(sending, text) {
    const { profile: saved } = await sending;
    showWaiting(saved);
    await showPortrait(saved);
    pictureSaid.classList.remove('bad');
    pictureSaid.textContent = saved.correction?.portraitChanged ? text : words.portrait.settled;
    moveTo(pictureSaid);
  }

  async function valid(work) {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 401)) {
        throw error;
      }

      invalid();
    }
  }
}
