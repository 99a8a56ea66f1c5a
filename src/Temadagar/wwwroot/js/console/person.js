import { getMunicipalities, part } from '../api.js';
import { el } from '../dom.js';
import { fullName, longMoment } from '../format.js';
import { personFields } from '../person-fields.js';
import { explained } from '../problems.js';
import { texts } from '../texts.js';
import { cancel, correct, mails, person } from './calls.js';
import { dayNames } from './day-names.js';
import { confirmed, consolePage, notice } from './frame.js';
import { sendingForm } from '../form.js';
import { personNeeds } from './person-needs.js';
import { mailTable } from './mails.js';
import { statusMark } from './status.js';
import { words } from './words.js';

const own = words.person;

export const load = async ([id]) => {
  const [found, municipalities, sent, nameOf] = await Promise.all([person(id), getMunicipalities(), mails({ about: id }), dayNames()]);
  return { found, municipalities, sent: sent.mails, day: nameOf(found.themeDay) };
};

export function render(session, { found, municipalities, sent, day }) {
  const said = notice();
  const place = el('div', {});
  show(found);
  return consolePage(session, { title: fullName(found), back: { href: `/arrangor/temadag/${found.themeDay}`, words: day } }, said.box, place,
    sent.length > 0 && el('section', { class: 'flow', 'aria-labelledby': 'mails' }, el('h2', { id: 'mails' }, own.mails), mailTable(sent)));

  function show(current) {
    const [fact, optional] = [
      (term, ...value) => el('div', {}, el('dt', {}, term), el('dd', {}, value)),
      (term, value) => value && el('div', {}, el('dt', {}, term), el('dd', {}, value)),
    ];
    const requests = current.mayChange && el('section', { class: 'flow', 'aria-labelledby': 'requests' });
    const protection = current.mayChange && session.handlesProtected && el('div', {});
    place.replaceChildren(el('div', { class: 'flow' },
      el('dl', { class: 'facts' },
        fact(words.people.status, statusMark(current.status)),
        current.mailFailed && fact(own.mail, el('span', { class: 'state bad' }, words.people.notReached)),
        fact(own.participation, texts.participation[current.participation]),
        fact(own.registeredAt, longMoment(current.registeredAt)),
        fact(texts.receipt.code, current.receipt),
        optional(own.submittedBy, current.submittedBy)),
      current.mayChange ? correction(current) : readOnly(current),
      current.mayChange && current.status !== 'cancelled' && personNeeds(current, said),
      current.mayChange && current.status !== 'cancelled' && el('section', { class: 'flow', 'aria-labelledby': 'cancelling' },
        el('h2', { id: 'cancelling' }, own.cancel),
        el('p', {}, own.cancelWords),
        el('p', { class: 'actions' }, el('button', { type: 'button', class: 'button grave', click: () => askAndCancel(current) }, own.cancelButton))),
      requests, protection));
    if (requests) {
      fill(requests, import('./person-requests.js').then(({ personRequests }) => personRequests(current)));
    }

    if (protection) {
      fill(protection, import('./protecting.js').then(({ protecting }) => [protecting(current)]));
    }
  }

  /** A part that is fetched by those alone who need it. */
  function fill(box, coming) {
    part(() => coming).then(nodes => box.replaceChildren(...nodes)).catch(error => box.replaceChildren(explained(error, 'reading')));
  }

  function correction(current) {
    const edited = { ...current, email: current.email ?? '', municipality: current.municipality ?? '', phone: current.phone ?? '' };
    return el('section', { class: 'flow column', 'aria-labelledby': 'details' },
      el('h2', { id: 'details' }, own.details),
      sendingForm({
        button: own.save,
        check: () => new Map(),
        send: async () => {
          const saved = await correct(current.id, edited);
          show(saved);
          said.tell((current.email ?? '') === (saved.email ?? '') ? own.saved : own.savedMoved);
        },
      },
      el('div', { class: 'form' }, personFields(edited, field => field, { changed: () => {}, emailHint: own.emailHint, emailOptional: true, municipalities }))));
  }

  function readOnly(current) {
    return el('section', { class: 'flow', 'aria-labelledby': 'details' },
      el('h2', { id: 'details' }, own.details),
      el('p', { class: 'muted' }, words.overview.shared),
      el('dl', { class: 'facts' }, ['organization', 'profession', 'email', 'phone'].filter(field => current[field]).map(field => el('div', {},
        el('dt', {}, texts.fields[field]), el('dd', {}, current[field])))));
  }

  async function askAndCancel(current) {
    if (!await confirmed({ heading: own.cancelHeading(fullName(current)), text: own.cancelWords, yes: own.cancelYes })) {
      return;
    }

    try {
      show(await cancel(current.id));
      said.tell(own.cancelled);
    } catch (error) {
      said.failed(error);
    }
  }
}
