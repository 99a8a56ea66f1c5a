import { el } from './dom.js';
import { radioField, selectField, textField } from './fields.js';
import { inOrder } from './format.js';
import { texts } from './texts.js';

export function municipalityOptions(municipalities) {
  const counties = new Map();
  for (const municipality of municipalities) {
    counties.set(municipality.county, [...counties.get(municipality.county) ?? [], municipality]);
  }

  return [
    el('option', { value: '' }, texts.form.noMunicipality),
    ...inOrder([...counties], ([county]) => county).map(([county, list]) => el('optgroup', { label: county },
      inOrder(list, municipality => municipality.name).map(({ code, name }) => el('option', { value: code }, name)))),
  ];
}

export const sectorOptions = () => [
  el('option', { value: '' }, texts.form.chooseSector),
  ...Object.entries(texts.sectors).map(([value, words]) => el('option', { value }, words)),
];

/** Each language in itself. */
export const languageField = (path, about) => radioField(path, about, [
  { value: 'sv', words: el('span', { lang: 'sv' }, 'Svenska') },
  { value: 'en', words: el('span', { lang: 'en' }, 'English') },
], { row: true });

// Without an address where the person has no `email`. A browser offers its own details only where the one who writes is the person (`self`).
export function personFields(person, path, { changed, self, emailHint, emailOptional, municipalities }) {
  const autocomplete = token => ({ autocomplete: self ? token : 'off' });
  const about = (field, more = {}) => ({
    label: texts.fields[field],
    value: person[field],
    input: value => {
      person[field] = value;
      changed();
    },
    ...more,
  });
  return [
    el('div', { class: 'pair' },
      textField(path('firstName'), about('firstName'), { ...autocomplete('given-name'), spellcheck: 'false' }),
      textField(path('lastName'), about('lastName'), { ...autocomplete('family-name'), spellcheck: 'false' })),
    person.email !== undefined && textField(path('email'), about('email', { hint: emailHint, optional: emailOptional }),
      { type: 'email', inputmode: 'email', spellcheck: 'false', autocapitalize: 'none', ...autocomplete('email') }),
    textField(path('organization'), about('organization', { hint: texts.form.organizationHint }), autocomplete('organization')),
    textField(path('profession'), about('profession', { hint: texts.form.professionHint }), autocomplete('organization-title')),
    selectField(path('sector'), about('sector'), sectorOptions()),
    languageField(path('language'), about('language')),
    selectField(path('municipality'), about('municipality', { hint: texts.form.municipalityHint, optional: true }), municipalityOptions(municipalities)),
    textField(path('phone'), about('phone', { hint: texts.form.phoneHint, optional: true }),
      { type: 'tel', inputmode: 'tel', class: 'short', ...autocomplete('tel') }),
  ];
}
