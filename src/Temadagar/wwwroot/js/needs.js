import { el, fact } from './dom.js';
import { selectField, textField } from './fields.js';
import { language } from './texts.js';

/** What one needs to eat and to take part: few pages ask, and they alone fetch this. */
export const { words } = await import(`./texts/needs-${language}.js`);

export const NEEDS = ['diet', 'dietNote', 'accessNeeds'];

export const emptyNeeds = () => ({ diet: '', dietNote: '', accessNeeds: '' });

/** What is sent; what is empty is left out. */
export const givenNeeds = person => Object.fromEntries(NEEDS.map(field => [field, (person[field] ?? '').trim()]).filter(([, text]) => text));

/** @param {boolean} asksDiet whether food is served */
export function needsFields(person, path, { asksDiet, changed }) {
  const about = (field, more) => ({
    label: words[field],
    value: person[field],
    optional: true,
    input: value => {
      person[field] = value;
      changed();
    },
    ...more,
  });
  const note = textField(path('dietNote'), about('dietNote', { hint: words.dietNoteHint }), { maxlength: '200' });
  const diet = about('diet');
  const show = () => {
    note.hidden = !person.diet;
    note.querySelector('.optional').hidden = person.diet === 'other';
    if (!person.diet) {
      person.dietNote = '';
      note.querySelector('input').value = '';
    }
  };
  show();
  return [
    asksDiet && selectField(path('diet'), { ...diet, input: value => {
      diet.input(value);
      show();
    } }, [el('option', { value: '' }, words.usual), ...Object.entries(words.diets).map(([value, name]) => el('option', { value }, name))]),
    asksDiet && note,
    textField(path('accessNeeds'), about('accessNeeds', { hint: words.accessNeedsHint }), { maxlength: '500' }),
  ];
}

/** Puts the questions where each person of the registration form has a place for them, or takes them away. */
export const fillNeeds = (groups, people, { needs, diet }, changed) => groups.querySelectorAll('.needs').forEach((place, index) => place.replaceChildren(...(needs
  ? [el('h3', {}, words.heading), el('p', { class: 'hint' }, words.lead),
    needsFields(people[index], field => `participants[${index}].${field}`, { asksDiet: diet, changed })].flat().filter(Boolean)
  : [])));

// Into `faults`; `path` names a field.
export function needsFaults(person, path, faults) {
  if (person.diet === 'other' && !person.dietNote?.trim()) {
    faults.set(path('dietNote'), words.noteMissing);
  }
}

/** What has been said, a line each. */
export const needsLines = ({ diet, dietNote, accessNeeds }) => [
  diet && `${words.diet}: ${words.diets[diet]}${dietNote ? `, ${dietNote}` : ''}`,
  accessNeeds && `${words.access}: ${accessNeeds}`,
].filter(Boolean);

/** What has been said, to read: a term and its words each. */
export const needsFacts = ({ diet, dietNote, accessNeeds }) => [
  diet && fact(words.diet, words.diets[diet], dietNote),
  accessNeeds && fact(words.accessNeeds, accessNeeds),
].filter(Boolean);
