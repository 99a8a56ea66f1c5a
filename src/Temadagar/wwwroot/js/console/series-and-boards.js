import { el } from '../dom.js';
import { textField } from '../fields.js';
import { isGone, isStale, sendingForm, unsaved } from '../form.js';
import { seriesAnew } from '../page.js';
import { textArea } from '../text-area.js';
import { addBoard, boardOf, boards as allBoards, changeBoard, changeSeries, editedSeries, removeBoard } from './calls.js';
import { confirmed, consolePage, notice } from './frame.js';
import { markdownPreview } from './preview.js';
import { words } from './series-and-boards-words.js';

const { fields, hints } = words;

export const load = async () => {
  const [series, boards] = await Promise.all([editedSeries(), allBoards()]);
  return { series, boards };
};

// What is written, as text for the fields; sent back as the API has it.
const ofSeries = series => ({ name: series.name, summary: series.summary ?? '', campaign: series.campaign ?? '', partners: series.partners.join('\n') });
const sentSeries = ({ name, summary, campaign, partners }) => ({
  name: name.trim(), summary: summary.trim() || null, campaign: campaign.trim() || null, partners: partners.split('\n').map(partner => partner.trim()).filter(Boolean),
});
const ofBoard = board => ({ name: board.name, email: board.email ?? '', phone: board.phone ?? '', privacyNotice: board.privacyNotice ?? '' });
const sentBoard = ({ privacyNotice, ...line }) => ({
  ...Object.fromEntries(Object.entries(line).map(([field, value]) => [field, value.trim() || null])), privacyNotice: privacyNotice.trim() ? privacyNotice : null,
});

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** What was saved; where our own try before got no answer, and was done, that. */
const savedOnce = (saving, unanswered, readAgain, isOurs) => saving.catch(async error => {
  const now = unanswered && (isStale(error) || error.kind === 'slug-taken') ? await readAgain() : null;
  if (now && isOurs(now)) {
    return now;
  }

  throw error;
});

/** What the series is called and who organizes it. */
export function render(session, { series, boards }) {
  const said = notice();
  const parts = [];
  const guard = () => unsaved(parts.some(part => part.dirty()));
  const put = part => {
    parts.push(part);
    return part.element;
  };
  // The head and the foot of this page say it too.
  const changed = text => {
    guard();
    seriesAnew().catch(() => {});
    said.tell(text);
  };
  const list = el('div', { class: 'flow' });
  const show = board => {
    const part = boardForm(board, changed, said, () => {
      parts.splice(parts.indexOf(part), 1);
      part.element.remove();
    });
    list.append(put(part));
  };

  const page = consolePage(session, { title: words.title },
    said.box,
    el('p', { class: 'column' }, words.lead),
    el('h2', {}, words.series),
    el('div', { class: 'column' }, put(seriesForm(series, changed))),
    el('h2', {}, words.boards),
    el('p', { class: 'column' }, words.boardsLead),
    list,
    put(addingForm(board => {
      show(board);
      changed(words.added(board.name));
    })));
  boards.forEach(show);
  page.addEventListener('input', guard);
  return page;
}

function seriesForm(series, changed) {
  const entered = ofSeries(series);
  let kept = { ...entered };
  let { version } = series;
  const id = field => `series-${field}`;
  const about = (field, most) => [
    { label: fields[field === 'name' ? 'series' : field], hint: hints[field === 'name' ? 'series' : field], optional: field !== 'name', value: entered[field], input: value => { entered[field] = value; } },
    { maxlength: most && String(most), autocomplete: 'off' },
  ];
  const element = sendingForm({
    button: words.save,
    check: () => new Map(entered.name.trim() ? [] : [[id('name'), words.nameMissing.series]]),
    place: path => id(path.replace(/\[.*/, '')),
    send: async unanswered => {
      const [written, sending] = [{ ...entered }, sentSeries(entered)];
      ({ version } = await savedOnce(changeSeries(sending, version), unanswered, editedSeries, now => same(sentSeries(ofSeries(now)), sending)));
      kept = written;
      changed(words.seriesSaved);
    },
  }, el('div', { class: 'form' },
    textField(id('name'), ...about('name', 200)),
    textArea(id('summary'), { ...about('summary')[0], rows: 4 }, { maxlength: '1000' }),
    textField(id('campaign'), ...about('campaign', 200)),
    textArea(id('partners'), { ...about('partners')[0], rows: 3 })));
  return { element, dirty: () => !same(entered, kept) };
}

/** The fields of a board, and the preview of its notice. Nothing but the name must be known; none is marked as one that may be left out. */
function boardFields(entered, id) {
  const field = (name, most, attributes = {}) => textField(id(name), {
    label: fields[name], hint: hints[name], value: entered[name], input: value => { entered[name] = value; },
  }, { maxlength: String(most), autocomplete: 'off', ...attributes });
  const preview = markdownPreview({ label: words.preview, empty: words.noPreview, text: () => entered.privacyNotice });
  return {
    preview,
    rows: [
      field('name', 200),
      el('div', { class: 'pair' },
        field('email', 254, { type: 'email', inputmode: 'email', spellcheck: 'false', autocapitalize: 'none' }),
        field('phone', 40, { type: 'tel', inputmode: 'tel' })),
      textArea(id('privacyNotice'), { label: fields.privacyNotice, hint: hints.privacyNotice, value: entered.privacyNotice, rows: 12, input: value => { entered.privacyNotice = value; } },
        { maxlength: '20000' }),
    ],
  };
}

function boardForm(board, changed, said, removed) {
  const { slug } = board;
  const entered = ofBoard(board);
  const id = field => `${field}-${slug}`;
  const { rows, preview } = boardFields(entered, id);
  const [name, standing] = [el('strong', {}), el('span', {})];
  let kept = { ...entered };
  let { version } = board;

  const form = sendingForm({
    button: words.save,
    beside: [preview.button],
    check: () => new Map(entered.name.trim() ? [] : [[id('name'), words.nameMissing.board]]),
    place: id,
    send: async unanswered => {
      const [written, sending] = [{ ...entered }, sentBoard(entered)];
      const saved = await savedOnce(changeBoard(slug, sending, version), unanswered, () => boardOf(slug), now => same(sentBoard(ofBoard(now)), sending));
      ({ version } = saved);
      kept = written;
      show(saved);
      changed(words.saved(saved.name));
    },
  }, el('div', { class: 'form' }, rows), preview.panel);

  const element = el('details', {},
    el('summary', {}, name, ': ', standing),
    el('div', { class: 'flow column' }, form, el('p', { class: 'actions' }, el('button', { type: 'button', class: 'button grave', click: remove }, words.remove))));
  show(board);
  return { element, dirty: () => !same(entered, kept) };

  function show(current) {
    name.textContent = current.name;
    const missing = Object.keys(words.missing).filter(field => !current[field]).map(field => words.missing[field]);
    standing.textContent = missing.length ? words.lacks(listed(missing)) : words.complete;
  }

  async function remove() {
    if (!await confirmed({ heading: words.removeHeading(kept.name), text: words.removeWords, yes: words.remove })) {
      return;
    }

    try {
      await removeBoard(slug, version);
    } catch (error) {
      // Our own try before, which got no answer, or someone else's.
      if (!isGone(error)) {
        said.failed(error);
        return;
      }
    }

    removed();
    changed(words.removed(kept.name));
  }
}

const listed = parts => (parts.length > 1 ? `${parts.slice(0, -1).join(', ')} ${words.and} ${parts.at(-1)}` : parts[0]);

function addingForm(added) {
  const empty = { slug: '', name: '', email: '', phone: '', privacyNotice: '' };
  const entered = { ...empty };
  const id = field => `new-${field}`;
  const { rows, preview } = boardFields(entered, id);
  const form = sendingForm({
    button: words.addButton,
    beside: [preview.button],
    check: () => new Map([
      ...entered.name.trim() ? [] : [[id('name'), words.nameMissing.board]],
      ...entered.slug.trim() ? [] : [[id('slug'), words.slugMissing]],
    ]),
    place: id,
    send: async unanswered => {
      const sending = sentBoard(entered);
      const board = await savedOnce(addBoard(sending), unanswered, () => boardOf(sending.slug), now => same(sentBoard({ slug: now.slug, ...ofBoard(now) }), sending));
      Object.assign(entered, empty);
      form.reset();
      preview.panel.hidden = true;
      element.open = false;
      added(board);
    },
  }, el('div', { class: 'form' },
    rows[0],
    textField(id('slug'), { label: fields.slug, hint: hints.slug, input: value => { entered.slug = value; } }, { maxlength: '100', autocomplete: 'off', spellcheck: 'false', autocapitalize: 'none' }),
    rows.slice(1)),
  preview.panel);
  const element = el('details', {}, el('summary', {}, words.add), el('div', { class: 'flow column' }, form));
  return { element, dirty: () => !same(entered, empty) };
}
