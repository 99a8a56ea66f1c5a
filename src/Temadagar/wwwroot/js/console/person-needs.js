import { el, moveTo } from '../dom.js';
import { sendingForm } from '../form.js';
import { emptyNeeds, givenNeeds, needsFaults, needsFields } from '../needs.js';
import { plannedDay, writeNeeds } from './calls.js';
import { words as all } from './kitchen-words.js';

const words = all.write;

/** Writes down what someone who telephoned needs. What was said before is shown to nobody, and is replaced. */
export function personNeeds(person, said) {
  const box = el('section', { class: 'flow column', 'aria-labelledby': 'needs' });
  const heading = el('h2', { id: 'needs' }, words.heading);
  const button = el('button', { type: 'button', class: 'button', click: open }, words.open);

  function close() {
    box.replaceChildren(heading, el('p', {}, words.lead), el('p', { class: 'actions' }, button));
  }

  async function open() {
    const wanted = emptyNeeds();
    const { servesFood } = await plannedDay(person.themeDay);
    box.replaceChildren(heading, el('p', {}, words.replaces), sendingForm({
      button: words.save,
      check: () => {
        const faults = new Map();
        needsFaults(wanted, field => field, faults);
        return faults;
      },
      send: async () => {
        await writeNeeds(person.id, givenNeeds(wanted));
        close();
        said.tell(words.saved);
      },
      beside: [el('button', { type: 'button', class: 'button', click: () => {
        close();
        button.focus();
      } }, words.back)],
    }, el('div', { class: 'form' }, needsFields(wanted, field => field, { asksDiet: servesFood, changed: () => {} }))));
    moveTo(heading);
  }

  close();
  return box;
}
