import { availabilityState, placeState } from './day-states.js';
import { dayNameElement, dayWhen, dayWhere } from './day-words.js';
import { el } from './dom.js';
import { choiceRow, idOf, radioField } from './fields.js';
import { own } from './own.js';
import { choices, draft, keepDraft } from './registration-draft.js';
import { texts } from './texts.js';

/** The days that one can register for now. */
export const openDays = days => days.filter(day => day.state === 'open');

/** Removes from the draft what can no longer be chosen, and chooses where there is only one way. */
export function settleDays(days) {
  const open = new Map(openDays(days).map(day => [day.slug, day.places.map(place => place.participation)]));
  for (const [slug, participation] of Object.entries(draft.days)) {
    if (!open.has(slug)) {
      delete draft.days[slug];
    } else if (!open.get(slug).includes(participation) && !(participation === 'both' && draft.oneIsEnough && open.get(slug).length > 1)) {
      draft.days[slug] = onlyWay(open.get(slug));
    }
  }
}

const onlyWay = ways => (ways.length === 1 ? ways[0] : '');

export function chooseDay(day) {
  draft.days[day.slug] ??= onlyWay(day.places.map(place => place.participation));
}

// Nothing is asked where there is only one way to take part.
function ways(day) {
  if (day.places.length === 1) {
    return null;
  }

  const path = `participation/${day.slug}`;
  const field = radioField(path, {
    label: texts.form.how,
    value: draft.days[day.slug],
    input: value => {
      draft.days[day.slug] = value;
      keepDraft();
    },
  }, [
    ...day.places.map(place => ({ value: place.participation, words: texts.participation[place.participation], note: availabilityState(place.availability) })),
    { value: 'both', words: texts.form.both },
  ]);
  return el('div', { class: 'ways' }, field);
}

function dayChoice(day, index) {
  const chosen = day.slug in draft.days;
  const place = el('div', { hidden: !chosen }, ways(day));
  const toggle = event => {
    if (event.target.checked) {
      chooseDay(day);
    } else {
      delete draft.days[day.slug];
      for (const radio of place.querySelectorAll('input')) {
        radio.checked = false;
      }
    }

    place.hidden = !event.target.checked;
    keepDraft();
  };
  const where = dayWhere(day);
  return el('div', { class: 'daychoice' },
    choiceRow('checkbox', { id: index ? idOf(`day/${day.slug}`) : 'themeDays', name: 'themeDays', value: day.slug, checked: chosen, change: toggle },
      [el('span', { class: 'when' }, dayWhen(day)), ' ', dayNameElement(day)],
      [
        where && el('span', { class: 'hint' }, own(where)),
        el('span', { class: day.places.length > 1 ? 'offers many' : 'offers' }, day.places.map(placeState))]),
    place);
}

/**
 * The days to choose among, and whether one place is enough.
 * @param {(words: string) => void} announce tells a screen reader
 */
export function dayChoices(days, announce) {
  const order = el('div');
  const tick = el('div', { class: 'field', 'data-path': 'oneIsEnough' },
    choiceRow('checkbox', { id: 'oneIsEnough', change: event => { draft.oneIsEnough = event.target.checked; } }, texts.form.oneIsEnough, el('span', { class: 'hint' }, texts.form.oneIsEnoughHint)), order);
  const box = tick.querySelector('input');
  const group = el('fieldset', { class: 'group', 'data-path': 'themeDays', 'aria-describedby': 'themeDays-hint', change: refresh },
    el('legend', {}, el('h2', {}, texts.form.days)),
    el('p', { class: 'hint', id: 'themeDays-hint' }, texts.form.daysHint),
    openDays(days).map(dayChoice), tick);

  function refresh() {
    const chosen = days.filter(day => day.slug in draft.days);
    tick.hidden = chosen.length < 2 && !chosen.some(day => day.places.length > 1);
    draft.oneIsEnough &&= !tick.hidden;
    box.checked = draft.oneIsEnough;
    for (const both of group.querySelectorAll('[value="both"]')) {
      both.parentNode.hidden = !draft.oneIsEnough;
      if (both.checked && !draft.oneIsEnough) {
        both.checked = false;
        draft.days[both.name.split('/')[1]] = '';
      }
    }

    keepDraft();
    showOrder();
  }

  // Few need it, so it is fetched by those alone.
  async function showOrder() {
    const { preference } = draft.oneIsEnough ? await import('./preference.js').catch(() => ({})) : {};
    order.replaceChildren(...preference && draft.oneIsEnough ? [preference(choices(), days, announce)] : []);
  }

  refresh();
  return group;
}
