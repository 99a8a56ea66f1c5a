import { el, moveTo } from './dom.js';
import { municipalityOptions, personFields } from './person-fields.js';
import { draft, keepDraft, MOST_PEOPLE, newPerson } from './registration-draft.js';
import { texts } from './texts.js';

/** Empty until someone begins to write: few use the list, and it outweighs the page. */
let municipalities = [];

export function fillMunicipalities(list, form) {
  municipalities = list;
  for (const [index, person] of draft.people.entries()) {
    const select = form.querySelector(`#participants-${index}-municipality`);
    select.replaceChildren(...municipalityOptions(municipalities));
    select.value = person.municipality;
  }
}

export const municipalityName = code => municipalities.find(municipality => municipality.code === code)?.name;

let asked = { needs: false, diet: false };
let latest = asked;
let module = null;
let fillNeeds = () => {};

/** Asks of those on site what they need there, or no more. Nothing of it is fetched before. */
export async function askNeeds(wanted) {
  latest = wanted;
  if (wanted.needs) {
    module ??= await import('./needs.js');
  }

  // Another choice may have been made while it was fetched.
  if (wanted === latest && (wanted.needs !== asked.needs || wanted.diet !== asked.diet)) {
    asked = wanted;
    fillNeeds();
  }
}

export const needsFaults = (...about) => asked.diet && module?.needsFaults(...about);

/** The first person is the one who writes, unless they only register others. */
const isWriter = index => index === 0 && !draft.forOthers;

export const personHeading = index => (isWriter(index) ? texts.form.you : texts.form.colleague(draft.forOthers ? index + 1 : index));

const fieldsOf = (person, index) => personFields(person, field => `participants[${index}].${field}`, {
  changed: keepDraft,
  self: isWriter(index),
  emailHint: isWriter(index) ? texts.form.emailHint : texts.form.colleagueEmailHint,
  municipalities,
});

/**
 * The people to register, one group of fields each.
 * @param {(words: string) => void} announce tells a screen reader
 * @param {() => void} changed someone came or went: shown faults stand no longer
 */
export function participants(announce, changed) {
  const groups = el('div', { class: 'form' });
  const add = el('button', { type: 'button', class: 'button', click: addColleague }, texts.form.addColleague);
  const most = el('p', { class: 'hint' }, texts.form.mostPeople(MOST_PEOPLE));
  const box = el('div', { class: 'form' }, groups, el('div', { class: 'flow' }, add, most));

  function render() {
    groups.replaceChildren(...draft.people.map((person, index) => {
      const heading = personHeading(index);
      return el('fieldset', { class: 'group person', 'data-about': draft.people.length > 1 ? heading : null },
        el('legend', {}, el('h2', {}, heading)),
        fieldsOf(person, index),
        el('div', { class: 'form needs' }),
        index > 0 && el('button', { type: 'button', class: 'button remove', click: () => remove(index) }, texts.form.remove(heading)));
    }));
    add.hidden = draft.people.length >= MOST_PEOPLE;
    most.hidden = !add.hidden;
    fillNeeds();
  }

  fillNeeds = () => module?.fillNeeds(groups, draft.people, asked, keepDraft);

  function addColleague() {
    draft.people.push(newPerson(draft.people[0].organization));
    keepDraft();
    changed();
    render();
    moveTo(groups.lastElementChild.querySelector('h2'));
  }

  function remove(index) {
    const heading = personHeading(index);
    draft.people.splice(index, 1);
    keepDraft();
    changed();
    render();
    announce(texts.form.removed(heading));
    moveTo(groups.children[Math.min(index, draft.people.length - 1)].querySelector('h2'));
  }

  render();
  return { box, render };
}
