import { ask, getMunicipalities, Refusal } from './api.js';
import { emailFault, personFaults } from './checks.js';
import { el } from './dom.js';
import { emailField } from './fields.js';
import { sendingForm } from './form.js';
import { givenNeeds, NEEDS, needsFaults, needsFields, words as needs } from './needs.js';
import { municipalityOptions, personFields } from './person-fields.js';
import { explain } from './problems.js';
import { language } from './texts.js';

const { words } = await import(`./texts/change-${language}.js`);

const at = '/api/my/registration';

const shown = (fields, values) => Object.fromEntries(fields.map(field => [field, values[field] ?? '']));
const details = ['firstName', 'lastName', 'organization', 'profession', 'sector', 'language', 'municipality', 'phone'];
const given = person => Object.fromEntries(Object.entries(person).map(([field, text]) => [field, text.trim()])
  .filter(([field, text]) => text || !['municipality', 'phone'].includes(field)));

/**
 * The form behind a button of changes.js: its heading, what it means, its fields.
 * @param {string} deed details, needs, participation/…, handover, address or links
 * @param {{done: (mine: object, notice: string) => void, moved: (renewed: {secret: string, registration: object}) => void, invalid: () => void, back: () => void}} then
 */
export function changeForm(deed, mine, secret, then) {
  const [kind, participation] = deed.split('/');
  return {
    details: correct, needs: changeNeeds, participation: takePart, handover: handOver, address: changeAddress, links: closeLinks,
  }[kind](mine, secret, then, participation);
}

const call = (path, method, secret, body) => ask(at + path, { method, secret, ...(body ? { body: JSON.stringify(body) } : {}) });

function form(about, fields, check, send, { invalid, back }) {
  return [el('h2', {}, about.heading), el('p', {}, about.lead), sendingForm({
    button: about.button,
    check,
    send: async () => {
      try {
        await send();
      } catch (error) {
        if (error instanceof Refusal && error.status === 401) {
          invalid();
          return;
        }

        throw error;
      }
    },
    beside: [el('button', { type: 'button', class: 'button', click: back }, words.back)],
  }, fields)];
}

// A voluntary question: the list comes when someone looks at the form, and does no harm where it does not.
function loadMunicipalities(fields, person) {
  getMunicipalities().then(list => {
    const select = fields.querySelector('#municipality');
    person.municipality = list.find(municipality => municipality.name === person.municipality)?.code ?? person.municipality;
    select.replaceChildren(...municipalityOptions(list));
    select.value = person.municipality;
  }).catch(() => {});
}

function people(person, about) {
  const fields = el('div', { class: 'flow' }, personFields(person, field => field, { changed: () => {}, municipalities: [], ...about }));
  loadMunicipalities(fields, person);
  return fields;
}

function faultsOf(person) {
  const faults = new Map();
  personFaults(person, field => field, faults);
  return faults;
}

function correct(mine, secret, then) {
  const person = shown(details, mine);
  const fields = people(person, { self: true });
  return form(words.details, fields, () => faultsOf(person),
    async () => then.done(await call('/details', 'PUT', secret, given(person)), words.details.done), then);
}

function changeNeeds(mine, secret, then) {
  const wanted = shown(NEEDS, mine.needs);
  const { asksDiet } = mine.needs;
  const check = () => {
    const faults = new Map();
    needsFaults(wanted, field => field, faults);
    return faults;
  };
  return form({ ...needs.change, lead: needs.lead }, el('div', { class: 'flow' }, needsFields(wanted, field => field, { asksDiet, changed: () => {} })), check,
    async () => then.done(await call('/needs', 'PUT', secret, givenNeeds(wanted)), needs.change.done), then);
}

function handOver(mine, secret, then) {
  const person = { ...shown(details, { organization: mine.organization, sector: mine.sector, language: mine.language }), email: '' };
  const fields = people(person, { self: false, emailHint: words.handover.emailHint });
  return form(words.handover, fields, () => faultsOf(person),
    async () => then.done(await call('/transfer', 'PUT', secret, { ...given(person), handover: true }), words.handover.done), then);
}

function changeAddress(mine, secret, then) {
  let email = '';
  const field = emailField({ label: words.address.label, input: value => { email = value; } });
  const check = () => {
    const fault = emailFault(email);
    return new Map(fault ? [['email', fault]] : []);
  };
  return form(words.address, field, check,
    async () => then.done(await call('/transfer', 'PUT', secret, { email: email.trim() }), words.address.done), then);
}

function closeLinks(mine, secret, then) {
  return form(words.links, [], () => new Map(), async () => then.moved(await call('/link-renewal', 'POST', secret)), then);
}

function takePart(mine, secret, then, participation) {
  const place = mine.themeDay.places.find(candidate => candidate.participation === participation);
  const about = wait => ({
    heading: (wait ? words.participation.waitHeading : words.participation.heading)[participation],
    lead: (wait ? words.participation.waitLead : words.participation.lead)[mine.status],
    button: wait ? words.participation.wait : words.participation.button[participation],
  });
  const box = el('div', { class: 'flow' });
  const send = async wait => {
    try {
      const after = await call('/participation', 'PUT', secret, { participation, wait });
      const got = after.status === 'confirmed' && after.participation === participation;
      then.done(after, got ? words.participation.done[participation] : words.participation.waiting);
    } catch (error) {
      if (error.kind === 'no-place-free' && !wait) {
        // The last place went while the page was open.
        const { heading } = explain(error, 'sending');
        box.replaceChildren(...form(about(true), el('p', { role: 'alert' }, el('strong', {}, heading)), () => new Map(), () => send(true), then));
        box.querySelector('.button.main').focus();
        return;
      }

      throw error;
    }
  };
  const wait = place.availability === 'full';
  box.append(...form(about(wait), [], () => new Map(), () => send(wait), then));
  return box;
}
