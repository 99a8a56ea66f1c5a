import { el, moveTo } from './dom.js';
import { idOf } from './fields.js';
import { texts } from './texts.js';

/** Takes away every fault that is shown. */
export function clearFaults(form) {
  form.querySelector('.summary')?.remove();
  for (const field of form.querySelectorAll('.faulty')) {
    field.classList.remove('faulty');
    field.querySelector(':scope > .fault')?.remove();
    for (const control of described(field)) {
      control.removeAttribute('aria-invalid');
      describe(control, id => !id.endsWith('-fault'));
    }
  }
}

const controls = field => [...field.querySelectorAll('input, select, textarea')];
// A group is described as a whole; a screen reader would else read the fault at each of its choices.
const described = field => (field.tagName === 'FIELDSET' ? [field] : controls(field));

function describe(control, keep, ...more) {
  const ids = [...(control.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean).filter(keep), ...more];
  if (ids.length) {
    control.setAttribute('aria-describedby', ids.join(' '));
  } else {
    control.removeAttribute('aria-describedby');
  }
}

function showFault(field, id, message) {
  field.classList.add('faulty');
  field.closest('details')?.setAttribute('open', '');
  const fault = el('p', { class: 'fault', id }, el('span', {}, el('span', { class: 'unseen' }, `${texts.page.fault} `), message));
  (field.querySelector(':scope > .hint') ?? field.querySelector(':scope > label, :scope > legend')).after(fault);
  for (const control of described(field)) {
    // On a fieldset aria-invalid has no meaning; its description says it.
    if (control !== field) {
      control.setAttribute('aria-invalid', 'true');
    }

    describe(control, other => other !== id, id);
  }
}

/**
 * Shows faults above their fields, and all of them at the top of the form, which takes focus.
 * @param {Map<string, string>} faults path of the field → what to do
 */
export function showFaults(form, faults) {
  clearFaults(form);
  const items = inFormOrder(form, faults).map(({ path, message, field }) => {
    if (!field) {
      return el('li', {}, message);
    }

    showFault(field, `${idOf(path)}-fault`, message);
    const go = event => {
      event.preventDefault();
      const control = controls(field)[0];
      field.scrollIntoView({ block: 'start' });
      control.focus({ preventScroll: true });
    };
    return el('li', {}, el('a', { href: `#${controls(field)[0].id}`, click: go }, label(field, message)));
  });
  showSummary(form, texts.form.faultHeading(faults.size), el('ul', {}, items));
}

// The summary follows the form, whatever order the server found the faults in.
function inFormOrder(form, faults) {
  const fields = [...form.querySelectorAll('[data-path]')];
  const found = [...faults].map(([path, message]) => ({ path, message, at: fields.findIndex(field => field.dataset.path === path) }));
  return found.sort((one, other) => one.at - other.at).map(fault => ({ ...fault, field: fields[fault.at] }));
}

// With several people in a form "Ange förnamn" is not enough: whose?
const label = (field, message) => {
  const about = field.closest('[data-about]')?.dataset.about;
  return about ? `${about}: ${message}` : message;
};

// A page may hold several forms, each with its own.
let shown = 0;

/** A fault of the whole form, above it, with focus. */
export function showSummary(form, heading, ...body) {
  form.querySelector('.summary')?.remove();
  const id = `summary-${++shown}`;
  const summary = el('div', { class: 'summary', role: 'group', 'aria-labelledby': id }, el('h2', { id }, heading), body);
  form.prepend(summary);
  moveTo(summary);
}
