import { el } from '../dom.js';
import { choiceRow, radioField, selectField, textField } from '../fields.js';
import { textArea } from '../text-area.js';
import { words } from './speaker-words.js';

const own = words.speaker;

/** What an organizer writes about a speaker, as text for the fields. */
export const editable = speaker => Object.fromEntries([...Object.keys(own.fields), 'consent', 'board'].map(field => [field, speaker[field] ?? '']));

/** As the API has it: what is empty is not there. */
export const sent = entered => Object.fromEntries(Object.entries(entered).map(([field, value]) => [field, value === '' ? null : value]));

export const languageField = entered => radioField('language', { label: own.fields.language, value: entered.language, input: value => { entered.language = value; } },
  Object.entries(own.languages).map(([value, label]) => ({ value, words: label })), { row: true });

/** Whose a speaker is: an organizer's own board's or everyone's; an administrator chooses among all. */
export const boardField = (entered, session, boards) => (session.board
  ? radioField('board', { label: own.board, value: entered.board, input: value => { entered.board = value; } },
    [{ value: session.board, words: own.boards.own }, { value: '', words: own.boards.all }])
  : selectField('board', { label: own.board, value: entered.board, input: value => { entered.board = value; } },
    [el('option', { value: '' }, own.allBoards), ...boards.map(board => el('option', { value: board.slug }, board.name))]));

export const consentChoice = entered => el('div', { class: 'field', 'data-path': 'consent' }, choiceRow('checkbox', {
  id: 'consent', checked: entered.consent, change: event => { entered.consent = event.target.checked; },
}, words.speaker.consent, el('span', { class: 'hint' }, words.speaker.consentWords)));

export function speakerFields(entered, session, boards) {
  const about = name => ({ label: own.fields[name], hint: own.hints[name], value: entered[name], input: value => { entered[name] = value; } });
  const line = (name, more = {}, attributes = {}) => textField(name, { ...about(name), ...more }, { autocomplete: 'off', ...attributes });
  const lines = (name, more, attributes) => textArea(name, { ...about(name), optional: true, ...more }, attributes);
  return [
    line('name'),
    el('div', { class: 'pair' }, line('title', { optional: true }), line('organization', { optional: true })),
    line('email', {}, { type: 'email', spellcheck: 'false' }),
    line('phone', { optional: true }, { type: 'tel' }),
    languageField(entered),
    lines('biographySv', { hint: own.hints.biography, rows: 6 }, { lang: 'sv' }),
    lines('biographyEn', { hint: own.hints.biography, rows: 6 }, { lang: 'en' }),
    consentChoice(entered),
    lines('technicalNeeds', { rows: 3 }),
    lines('travelNeeds', { rows: 3 }),
    boardField(entered, session, boards),
  ];
}
