import { el } from '../dom.js';
import { textField } from '../fields.js';
import { isStale, sendingForm, unsaved } from '../form.js';
import { textArea } from '../text-area.js';
import { changeInformationPage, informationPageIn, informationPages } from './calls.js';
import { consolePage, notice } from './frame.js';
import { words } from './information-words.js';
import { markdownPreview } from './preview.js';

const MOST_LETTERS = { title: 200, text: 20_000 };

export const load = () => informationPages();

/** What is written, as text for the fields; sent back as the API has it. */
const editable = ({ title, text }) => ({ title: title ?? '', text: text ?? '' });
const sent = ({ title, text }) => ({ title: title.trim() || null, text: text.trim() ? text : null });

/** What the organizers say in each minority language. */
export function render(session, pages) {
  const said = notice();
  const forms = pages.map(page => languageForm(page, said.tell));
  const content = el('div', { class: 'flow' }, forms.map(form => form.element));
  content.addEventListener('input', () => guard());
  content.addEventListener('saved', () => guard());
  const guard = () => unsaved(forms.some(form => form.dirty()));
  return consolePage(session, { title: words.title },
    said.box,
    el('p', { class: 'column' }, words.lead),
    el('p', { class: 'column' }, words.contact),
    content);
}

function languageForm(page, tell) {
  const lang = page.language;
  const name = words.languages[lang];
  const entered = editable(page);
  const standing = el('span', {});
  const link = el('p', {}, el('a', { href: `/information/${lang}` }, words.see, el('span', { class: 'unseen' }, `: ${name}`)));
  let kept = JSON.stringify(entered);
  let { version } = page;

  const id = field => `${field}-${lang}`;
  const own = field => ({ lang, maxlength: String(MOST_LETTERS[field]) });
  const preview = markdownPreview({ label: words.preview, empty: words.noPreview, text: () => entered.text, level: 2, lang });

  const form = sendingForm({
    button: words.save,
    beside: [preview.button],
    check: () => new Map(entered.text.trim() && !entered.title.trim() ? [[id('title'), words.headingMissing]] : []),
    place: id,
    send: async unanswered => {
      const [written, sending] = [JSON.stringify(entered), sent(entered)];
      const saved = await changeInformationPage(lang, sending, version).catch(async error => {
        const now = unanswered && isStale(error) ? await informationPageIn(lang) : null;
        // It was our own try that got no answer.
        if (now && JSON.stringify(sent(editable(now))) === JSON.stringify(sending)) {
          return now;
        }

        throw error;
      });
      ({ version } = saved);
      kept = written;
      show(saved);
      element.dispatchEvent(new Event('saved', { bubbles: true }));
      tell((saved.text ? words.saved : words.removed)(name));
    },
  },
  el('div', { class: 'form' },
    textField(id('title'), { label: words.heading, hint: words.headingHint, value: entered.title, input: value => { entered.title = value; } }, { autocomplete: 'off', ...own('title') }),
    textArea(id('text'), { label: words.text, hint: words.textHint, value: entered.text, rows: 14, input: value => { entered.text = value; } }, own('text'))),
  preview.panel);

  const element = el('details', {},
    el('summary', {}, el('strong', {}, name), page.name.toLowerCase() !== name.toLowerCase() && [' (', el('span', { lang }, page.name), ')'], ': ', standing),
    el('div', { class: 'flow column' }, link, form));
  show(page);
  return { element, dirty: () => JSON.stringify(entered) !== kept };

  function show(current) {
    standing.textContent = current.text ? words.shown : words.notShown;
    link.hidden = !current.text;
  }
}
