import { texts } from './texts.js';

// What the server checks too; here so that a slip is told before anything is sent. The server's word is the last.
const EMAIL = /^[^\s@<>(),;:"[\]\\]+@[^\s@.<>(),;:"[\]\\]+(\.[^\s@.<>(),;:"[\]\\]+)+$/u;
const PHONE = /^\+?([ ()./-]*[0-9]){5,20}[ ()./-]*$/;

export function emailFault(text) {
  if (!text.trim()) {
    return texts.faults.email;
  }

  return EMAIL.test(text.trim()) ? null : texts.faults.emailFormat;
}

const required = ['firstName', 'lastName', 'email', 'organization', 'profession', 'sector', 'language'];

// Into `faults`; `path` names a field.
export function personFaults(person, path, faults) {
  for (const field of required.filter(name => person[name] !== undefined)) {
    const fault = field === 'email' ? emailFault(person.email) : person[field].trim() ? null : texts.faults[field];
    if (fault) {
      faults.set(path(field), fault);
    }
  }

  if (person.phone.trim() && !PHONE.test(person.phone.trim())) {
    faults.set(path('phone'), texts.faults.phone);
  }
}

/**
 * @param {typeof personFaults} also what else is asked of each
 * @returns {Map<string, string>} path of the field → what to do, in the order of the form
 */
export function draftFaults(draft, also) {
  const faults = new Map();
  const days = Object.entries(draft.days);
  if (days.length === 0) {
    faults.set('themeDays', texts.faults.themeDays);
  }

  for (const [slug, participation] of days) {
    if (!participation) {
      faults.set(`participation/${slug}`, texts.faults.participation);
    }
  }

  if (draft.oneIsEnough && days.length === 1 && days[0][1] !== 'both') {
    faults.set('oneIsEnough', texts.faults.oneIsEnough);
  }

  if (draft.forOthers && !draft.submittedBy.trim()) {
    faults.set('submittedBy', texts.faults.submittedBy);
  }

  const seen = new Set();
  draft.people.forEach((person, index) => {
    const path = `participants[${index}]`;
    personFaults(person, field => `${path}.${field}`, faults);
    also(person, field => `${path}.${field}`, faults);
    const address = person.email.trim().toLowerCase();
    if (address && seen.has(address) && !faults.has(`${path}.email`)) {
      faults.set(`${path}.email`, texts.faults.sameEmail);
    }

    seen.add(address);
  });
  return faults;
}
