import { dayName, whenAndWhere } from '../day-words.js';
import { el } from '../dom.js';
import { unsaved } from '../form.js';
import { content } from '../page.js';
import { plannedDay } from './calls.js';
import { badgesAddress, certificates, logos, preview, settings } from './certificate-calls.js';
import { listPart } from './certificate-list.js';
import { reviewPage } from './certificate-review.js';
import { settingsPart } from './certificate-settings.js';
import { standing } from './certificate-standing.js';
import { words } from './certificate-words.js';
import { fileButtons } from './file-progress.js';
import { consolePage, notice, toHeading } from './frame.js';
import { logosPart } from './logos.js';

export async function load([slug]) {
  const day = await plannedDay(slug);
  const [given, pictures, issued] = await Promise.all([settings(slug), day.board ? logos(day.board) : [], certificates(slug)]);
  return { day, given, pictures, issued };
}

export function render(session, { day, given, pictures, issued }, again) {
  const title = words.title(dayName(day));
  const back = { href: `/arrangor/temadag/${day.slug}`, words: dayName(day) };
  const said = notice();
  const top = el('div', { class: 'flow' });
  let { threshold } = given;

  const { part: settingsForm, dirty } = settingsPart(day.slug, given, now => {
    ({ threshold } = now);
    said.say('');
    showStanding(now);
  });

  showStanding(given);
  return consolePage(session, { title, back },
    el('p', {}, `${dayName(day)}, ${whenAndWhere(day)}`),
    said.box,
    top,
    listPart(day, issued),
    settingsForm,
    logosPart(day.board, pictures),
    el('section', { class: 'flow', 'aria-labelledby': 'badges' },
      el('h2', { id: 'badges' }, words.badges.heading),
      el('p', {}, words.badges.lead),
      fileButtons([{
        label: words.badges.button, kind: 'badges', total: null, address: badgesAddress(day.slug), name: `namnskyltar-${day.slug}.pdf`, underway: words.files.badgesUnderway, done: words.files.badgesDone,
      }])));

  function showStanding(now) {
    top.replaceChildren(...standing(day, now, review));
  }

  async function review() {
    if (dirty()) {
      said.tell(words.settings.saveFirst, true);
      return;
    }

    try {
      const looked = await preview(day.slug);
      unsaved(false);
      content.replaceChildren(reviewPage(session, { back, day, looked, threshold, toStart }));
      toHeading();
    } catch (error) {
      said.failed(error, 'reading');
    }
  }

  function toStart(label) {
    return el('button', { type: 'button', class: 'button', click: () => again().then(toHeading) }, label);
  }
}
