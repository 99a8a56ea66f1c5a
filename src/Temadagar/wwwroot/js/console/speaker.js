import { dayName } from '../day-words.js';
import { el } from '../dom.js';
import { longDate } from '../format.js';
import { isGone, isStale, sendingForm, unsaved } from '../form.js';
import { series, setFaulty } from '../page.js';
import { portraitForm } from '../portrait.js';
import { explain } from '../problems.js';
import { answerCorrection, changeSpeaker, removePortrait, removeSpeaker, setPortrait, speakerOf } from './calls.js';
import { correctionPanel } from './correction.js';
import { confirmed, consolePage, done, notice } from './frame.js';
import { editable, sent, speakerFields } from './speaker-fields.js';
import { words } from './speaker-words.js';

const own = words.speaker;

export const load = async ([id]) => {
  const [speaker, { organizers }] = await Promise.all([speakerOf(id), series()]);
  return { speaker, boards: organizers };
};

export function render(session, { speaker, boards }, again) {
  const said = notice();
  const entered = editable(speaker);
  const correction = el('div', {});
  const choice = el('div', {});
  let kept = JSON.stringify(entered);
  let { version } = speaker;

  const form = sendingForm({
    button: own.save,
    check: () => {
      said.say('');
      return new Map();
    },
    send: async unanswered => {
      const written = JSON.stringify(entered);
      ({ version } = await changeSpeaker(speaker.id, sent(entered), version).catch(async error => {
        const now = unanswered && isStale(error) ? await speakerOf(speaker.id) : null;
        // It was our own try that got no answer.
        if (now && JSON.stringify(editable(now)) === written) {
          return now;
        }

        throw error;
      }));
      kept = written;
      unsaved(JSON.stringify(entered) !== kept);
      tell(own.saved);
    },
  }, el('div', { class: 'form' }, speakerFields(entered, session, boards)));
  ['input', 'change'].forEach(what => form.addEventListener(what, () => unsaved(JSON.stringify(entered) !== kept)));

  show(speaker);
  return consolePage(session, { title: speaker.name, back: { href: '/arrangor/medverkande', words: words.speakers.title } },
    said.box,
    correction,
    el('section', { class: 'flow', 'aria-labelledby': 'days' },
      el('h2', { id: 'days' }, own.days),
      speaker.themeDays.length ? el('ul', { class: 'points' }, speaker.themeDays.map(dayItem)) : el('p', { class: 'muted' }, own.noDays)),
    el('section', { class: 'flow column', 'aria-labelledby': 'portrait-heading' },
      el('h2', { id: 'portrait-heading' }, own.portrait.title), choice),
    el('section', { class: 'flow column', 'aria-labelledby': 'details' }, el('h2', { id: 'details' }, own.details), form),
    el('section', { class: 'flow', 'aria-labelledby': 'removing' },
      el('h2', { id: 'removing' }, own.remove),
      el('p', {}, own.removeWords),
      el('p', { class: 'actions' }, el('button', { type: 'button', class: 'button grave', click: remove }, own.remove))));

  /** What is not written in the form: it changes without the form losing a letter. */
  function show(current) {
    correction.replaceChildren(...current.correction ? [correctionPanel(current, { approve: () => answer(current.correction.id, 'approval'), reject: () => reject(current.correction.id) })] : []);
    choice.replaceChildren(portraitForm({
      address: current.portrait,
      alt: own.portrait.alt(current.name),
      words: own.portrait,
      save: async file => showPortrait(await setPortrait(current.id, file), own.portrait.saved),
      remove: () => attempt(async () => {
        if (await confirmed({ heading: own.portrait.removeHeading(current.name), text: own.portrait.removeWords, yes: own.portrait.remove })) {
          showPortrait(await removePortrait(current.id), own.portrait.removed);
        }
      }),
    }));
  }

  function showPortrait(saved, text) {
    // Only where nobody has changed the fields meanwhile may what is written here follow on this version.
    if (JSON.stringify(editable(saved)) === kept) {
      ({ version } = saved);
    }

    show(saved);
    tell(text);
  }

  // The keyboard goes where the words are.
  function tell(text, bad = false) {
    setFaulty(bad);
    said.tell(text, bad);
  }

  async function reject(id) {
    if (await confirmed({ heading: own.correction.rejectHeading, text: own.correction.rejectWords, yes: own.correction.reject })) {
      await answer(id, 'rejection');
    }
  }

  function answer(id, given) {
    return attempt(async () => {
      if (JSON.stringify(entered) !== kept) {
        tell(own.correction.unsaved, true);
        return;
      }

      try {
        await answerCorrection(speaker.id, id, given);
      } catch (error) {
        if (isGone(error)) {
          await drawnAnew(own.correction.gone);
          return;
        }

        throw error;
      }

      await drawnAnew(given === 'approval' ? own.correction.approved : own.correction.rejected);
    });
  }

  function remove() {
    return attempt(async () => {
      if (await confirmed({ heading: own.removeHeading(speaker.name), text: own.removeWords, yes: own.removeYes })) {
        await removeSpeaker(speaker.id);
        unsaved(false);
        location.assign('/arrangor/medverkande?borttagen');
      }
    });
  }

  async function attempt(work) {
    try {
      await work();
    } catch (error) {
      const { heading, words: what } = explain(error, 'sending');
      tell(`${heading}. ${what}`, true);
    }
  }

  async function drawnAnew(text) {
    await again();
    done(text);
  }
}

const dayItem = day => el('li', {}, el('a', { href: `/arrangor/temadag/${day.slug}/program` }, dayName(day)), day.date && `, ${longDate(day.date)}`);
