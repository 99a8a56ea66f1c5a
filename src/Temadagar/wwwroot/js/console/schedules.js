import { dayName, state, whenAndWhere } from '../day-words.js';
import { el, moveTo } from '../dom.js';
import { isStale, sendingForm } from '../form.js';
import { content } from '../page.js';
import { texts } from '../texts.js';
import { plannedDay, previewReminders, previewSchedules, schedules, sendReminders, sendSchedules } from './calls.js';
import { consolePage, notice, toHeading } from './frame.js';
import { shortMoment, wallClock } from './moments.js';
import { recipientItem } from './schedule-changes.js';
import { words } from './speaker-words.js';

const own = words.schedules;

export const load = async ([slug]) => {
  const [day, found] = await Promise.all([plannedDay(slug), schedules(slug)]);
  return { day, found };
};

const marks = { confirmed: ['good', 'done'], declined: ['bad', 'cancelled'], waiting: ['scarce', 'waiting'], notSent: ['quiet', 'later'] };

/** An answer in a word and a shape. */
function answerMark(speaker) {
  const answer = speaker.sentAt ? speaker.answer ?? 'waiting' : 'notSent';
  return state(...marks[answer], own.answers[answer]);
}

/** A day that is cancelled or has been held is said to be, before all else. */
const overWords = (day, found) => ['cancelled', 'held'].includes(day.state) && el('p', {},
  state('bad', 'cancelled', el('strong', {}, texts.state[day.state])),
  day.state === 'cancelled' && ` ${found.toSend ? own.untold : own.told}`);

const row = speaker => el('tr', {},
  el('th', { scope: 'row' }, el('a', { href: `/arrangor/medverkande/${speaker.id}` }, speaker.name)),
  el('td', { 'data-label': own.sessions }, speaker.sessions.length
    ? el('ul', { class: 'plain' }, speaker.sessions.map(one => el('li', {}, el('span', { class: 'nowrap' }, wallClock(one.startsAt, one.endsAt)), ` ${one.title}`, one.room && el('span', { class: 'muted' }, `, ${one.room}`))))
    : el('span', { class: 'muted' }, own.noSessions)),
  el('td', { 'data-label': own.sentAt }, speaker.sentAt && shortMoment(speaker.sentAt),
    speaker.sentAt && speaker.changed && state('scarce', 'few', own.changed)),
  el('td', { 'data-label': own.answer }, answerMark(speaker),
    speaker.answerMessage && el('blockquote', {}, speaker.answerMessage),
    !speaker.answer && speaker.previousAnswer && el('p', { class: 'small muted' }, own.previous[speaker.previousAnswer.answer], speaker.previousAnswer.message && `: ${speaker.previousAnswer.message}`),
    speaker.remindedAt > speaker.sentAt && !speaker.answer && el('p', { class: 'small muted' }, own.reminded(shortMoment(speaker.remindedAt)))));

export function render(session, { day, found }, again) {
  const title = own.title(dayName(day));
  const back = { href: `/arrangor/temadag/${day.slug}`, words: dayName(day) };
  const said = notice();

  return consolePage(session, { title, back },
    el('p', {}, `${dayName(day)}, ${whenAndWhere(day)}`),
    overWords(day, found),
    el('p', { class: 'column' }, own.lead),
    said.box,
    found.speakers.length > 0 && el('p', { class: 'actions' },
      found.toSend > 0 ? el('button', { type: 'button', class: 'button main', click: () => attempt(async () => show(reviewing(await previewSchedules(day.slug)))) }, own.toSend(found.toSend))
        : el('span', { class: 'muted' }, found.speakers.some(one => one.changed) ? day.date ? own.over : own.noDate : own.nobodyToSend),
      found.toRemind > 0 && el('button', { type: 'button', class: 'button', click: () => attempt(async () => show(reminding(await previewReminders(day.slug)))) }, own.toRemind(found.toRemind))),
    found.speakers.length > 0 ? el('div', { class: 'scroll' }, el('table', { class: 'table cards schedules' },
      el('caption', { class: 'unseen' }, title),
      el('thead', {}, el('tr', {}, [own.speaker, own.sessions, own.sentAt, own.answer].map(label => el('th', { scope: 'col' }, label)))),
      el('tbody', {}, found.speakers.map(row))))
      : day.state !== 'cancelled' && el('p', {}, own.none, ' ', el('a', { href: `/arrangor/temadag/${day.slug}/program` }, own.toProgramme), '.'));

  function show(page) {
    content.replaceChildren(page);
    toHeading();
  }

  async function attempt(work) {
    try {
      await work();
    } catch (error) {
      said.failed(error, 'reading');
    }
  }

  function toStart(label) {
    return el('button', { type: 'button', class: 'button', click: () => again().then(toHeading) }, label);
  }

  /** Each who would get something, what it says, and what has changed; then it is sent as it was looked at. */
  function reviewing({ found: preview, tag }, changed = false) {
    const { preview: its } = own;
    const count = preview.recipients.length;
    const stale = notice();
    if (changed) {
      stale.say(its.stale, true);
    }

    return consolePage(session, { title: its.title, back },
      stale.box,
      el('p', {}, count ? el('strong', {}, its.goesTo(count)) : its.nobody, ' ', its.unchanged(preview.unchanged)),
      count > 0 && el('ul', { class: 'rows' }, preview.recipients.map(recipientItem)),
      count > 0 && sendingForm({
        button: its.send(count),
        beside: [toStart(its.back)],
        check: () => new Map(),
        send: async unanswered => {
          try {
            show(sent(await sendSchedules(day.slug, tag)));
          } catch (error) {
            if (!isStale(error)) {
              throw error;
            }

            const now = await previewSchedules(day.slug);
            // What got no answer was done: it is sent, and nobody of them is due any more.
            if (unanswered && preview.recipients.every(one => now.found.recipients.every(other => other.id !== one.id))) {
              show(sent({ count, recipients: preview.recipients }));
              return;
            }

            content.replaceChildren(reviewing(now, true));
            moveTo(content.querySelector('.notice'));
          }
        },
      }),
      count === 0 && el('p', { class: 'actions' }, toStart(own.backTo)));
  }

  function sent({ count, recipients }) {
    return consolePage(session, { title: count ? own.sent(count) : own.sentNobody, back },
      count > 0 && [el('ul', { class: 'points' }, recipients.map(one => el('li', {}, one.name))), el('p', {}, own.next)],
      after());
  }

  function after() {
    return el('p', { class: 'actions' }, toStart(own.backTo), el('a', { class: 'button plain', href: `/arrangor/mejl?dag=${encodeURIComponent(day.slug)}` }, own.follow));
  }

  function reminding(preview) {
    const { remind: its } = own;
    const count = preview.recipients.length;
    return consolePage(session, { title: its.title, back },
      count === 0 && el('p', {}, its.nobody),
      count > 0 && [
        el('p', {}, its.goesTo(count)),
        el('ul', { class: 'points' }, preview.recipients.map(one => el('li', {}, `${one.name}, ${one.email}`))),
        el('h2', {}, its.letter),
        el('article', { class: 'panel letter' }, el('h3', {}, preview.mail.subject), el('pre', {}, preview.mail.text)),
        sendingForm({
          button: its.send(count),
          beside: [toStart(own.preview.back)],
          check: () => new Map(),
          send: async unanswered => {
            const reminded = await sendReminders(day.slug);
            const done = reminded.count || (unanswered ? count : 0);
            show(consolePage(session, { title: done ? its.sent(done) : its.none, back }, done > 0 && el('p', {}, own.next), after()));
          },
        })],
      count === 0 && el('p', { class: 'actions' }, toStart(own.backTo)));
  }
}
