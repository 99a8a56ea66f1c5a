import { Refusal } from './api.js';
import { state } from './day-words.js';
import { el, moveTo } from './dom.js';
import { sendingForm } from './form.js';
import { longMoment } from './format.js';
import { confirm, decline, mySchedule } from './my-schedule-calls.js';
import { setTitle } from './page.js';
import { words } from './speaker-texts.js';
import { textArea } from './text-area.js';

const marks = {
  waiting: ['scarce', 'waiting'], confirmed: ['good', 'done'], declined: ['bad', 'cancelled'], none: ['quiet', 'closed'], cancelled: ['bad', 'cancelled'], held: ['quiet', 'done'],
};

function standing({ themeDay, schedule, answer }) {
  if (['cancelled', 'held'].includes(themeDay.state)) {
    return themeDay.state;
  }

  return schedule.sessions.length ? answer ?? 'waiting' : 'none';
}

/**
 * How it stands, what it means, and what one can answer.
 * @param {boolean} changed the schedule became another one meanwhile
 * @param {(mine: object, changed?: boolean, draft?: string) => void} answered what holds after; draft: the words of a no that was not taken
 * @param {string} [draft] such words: they are shown to be sent again
 * @param {() => void} invalid the link holds no longer
 */
export function answerPart(mine, secret, { changed, answered, invalid, draft }) {
  const stands = standing(mine);
  const heading = words.heading[stands];
  const box = el('div', {});
  setTitle(heading);
  if (mine.canAnswer && draft) {
    ask(draft);
  } else if (mine.canAnswer) {
    offer();
  }

  return [
    el('h1', {}, state(...marks[stands], heading)),
    changed && el('div', { class: 'panel scarce' }, el('p', {}, words.changed)),
    el('p', { class: 'lead' }, words.meaning[stands](mine.name)),
    mine.answer && mine.answeredAt && el('p', { class: 'muted' }, words.answeredAt(longMoment(mine.answeredAt))),
    mine.answer && mine.answerMessage && el('dl', { class: 'facts' }, el('div', {}, el('dt', {}, words.yourMessage), el('dd', { class: 'lines' }, mine.answerMessage))),
    box];

  function offer() {
    const no = mine.answer !== 'declined' && el('button', { type: 'button', class: 'button', click: () => moveTo(ask()) }, mine.answer ? words.declineInstead : words.decline);
    box.replaceChildren(mine.answer === 'confirmed' ? el('p', { class: 'actions' }, no) : sendingForm({
      button: mine.answer ? words.confirmInstead : words.confirm,
      beside: no ? [no] : [],
      check: () => new Map(),
      send: () => sent(() => confirm(secret, mine.schedule.number)),
    }));
    return no;
  }

  function ask(already = '') {
    let message = already;
    const title = el('h2', {}, words.declining.title);
    box.replaceChildren(el('div', { class: 'panel bad' }, title, el('p', {}, words.declining.words), sendingForm({
      button: words.declining.yes,
      beside: [el('button', { type: 'button', class: 'button', click: () => offer().focus() }, words.declining.no)],
      check: () => new Map(),
      send: () => sent(() => decline(secret, mine.schedule.number, message.trim()), message),
    }, textArea('message', { label: words.declining.message, hint: words.declining.hint, optional: true, rows: 3, value: message, input: value => { message = value; } }, { maxlength: '1000' }))));
    return title;
  }

  async function sent(answer, written) {
    try {
      answered(await answer());
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) {
        invalid();
      } else if (error instanceof Refusal && error.kind === 'schedule-changed') {
        answered(await mySchedule(secret), true, written);
      } else {
        throw error;
      }
    }
  }
}
