import { dayName, whenAndWhere } from '../day-words.js';
import { el } from '../dom.js';
import { radioField, textField } from '../fields.js';
import { swedishToday } from '../format.js';
import { content } from '../page.js';
import { message, themeDay } from './calls.js';
import { consolePage, toHeading } from './frame.js';
import { sendingForm, unsaved as asksBefore } from '../form.js';
import { textArea } from '../text-area.js';
import { words } from './words.js';

const own = words.message;

// Nobody has come to a day that is not here yet.
const groupsOf = day => Object.entries(own.groups).filter(([group]) => !['attended', 'absent'].includes(group) || day.date && day.date <= swedishToday());

export const load = async ([slug]) => ({ day: await themeDay(slug) });

export function render(session, { day }) {
  const back = { href: `/arrangor/temadag/${day.slug}`, words: dayName(day) };
  const written = { to: 'confirmed', subject: '', body: '' };
  const ask = () => asksBefore(Boolean(written.subject || written.body));

  function writing() {
    return consolePage(session, { title: own.title, back },
      el('p', {}, `${dayName(day)}, ${whenAndWhere(day)}`),
      el('div', { class: 'column' }, sendingForm({
        button: own.preview,
        doing: 'reading',
        check: () => new Map(),
        send: async () => {
          content.replaceChildren(review(await message(day.slug, written)));
          toHeading();
        },
      }, el('div', { class: 'form', input: ask },
        radioField('to', { label: own.to, value: written.to, input: value => { written.to = value; } }, groupsOf(day).map(([value, label]) => ({ value, words: label }))),
        textField('subject', { label: own.subject, value: written.subject, input: value => { written.subject = value; } }, { autocomplete: 'off', maxlength: '150' }),
        textArea('body', { label: own.body, hint: own.bodyHint, value: written.body, rows: 10, input: value => { written.body = value; } })))));
  }

  // Each review has a key: a second press on its button sends nothing more.
  function review(preview) {
    const key = crypto.randomUUID();
    const change = el('button', { type: 'button', class: 'button', click: () => {
      content.replaceChildren(writing());
      toHeading();
    } }, own.change);
    return consolePage(session, { title: own.previewTitle, back },
      el('p', {}, el('strong', {}, own.goesTo(preview.count)), ' ', own.without(preview.withoutAddress)),
      el('article', { class: 'panel letter', 'aria-label': own.previewTitle }, el('h2', {}, preview.mail.subject), el('pre', {}, preview.mail.text)),
      preview.count > 0 && sendingForm({
        button: own.send(preview.count),
        check: () => new Map(),
        send: async () => {
          const { count } = await message(day.slug, written, key);
          asksBefore(false);
          content.replaceChildren(consolePage(session, { title: own.sent(count), back },
            el('p', { class: 'actions' }, el('a', { class: 'button', href: `/arrangor/mejl?dag=${encodeURIComponent(day.slug)}` }, own.follow))));
          toHeading();
        },
      }),
      el('p', { class: 'actions' }, change));
  }

  return writing();
}
