import { el } from '../dom.js';
import { selectField, textField } from '../fields.js';
import { allAddress, certificateAddress } from './certificate-calls.js';
import { stateMark } from './certificate-marks.js';
import { revoking } from './certificate-revoking.js';
import { words } from './certificate-words.js';
import { fileButtons } from './file-progress.js';
import { notice } from './frame.js';
import { shortMoment } from './moments.js';

const own = words.list;
const STATES = Object.keys(own.states);

/** The certificates of a day: looked for, fetched one by one or all at once, revoked. */
export function listPart(day, certificates) {
  const heading = el('h2', { id: 'issued' }, own.heading);
  if (!certificates.length) {
    return el('section', { class: 'flow', 'aria-labelledby': 'issued' }, heading, el('p', { class: 'muted' }, own.none));
  }

  const asked = { q: '', state: '' };
  const said = notice();
  const counts = el('p', {});
  const files = el('div', { class: 'flow' });
  const shown = el('p', { class: 'small muted', role: 'status' });
  const body = el('tbody', {});
  let list = certificates;

  const row = one => el('tr', {},
    el('th', { scope: 'row' }, el('a', { href: `/arrangor/anmalan/${one.registrationId}` }, one.name)),
    el('td', { 'data-label': own.number, class: 'nowrap-wide' }, one.number),
    el('td', { 'data-label': own.issuedAt, class: 'nowrap-wide' }, shortMoment(one.issuedAt)),
    el('td', { 'data-label': own.state }, stateMark(one.state), one.revocationReason && el('p', { class: 'small muted lines' }, one.revocationReason)),
    el('td', { class: 'does' },
      el('a', { href: certificateAddress(one.id), download: true, 'aria-label': own.downloadOf(one.name) }, own.download),
      one.state === 'valid' && el('button', { type: 'button', class: 'button small', 'aria-label': own.revokeOf(one.name), click: () => revokeOne(one) }, own.revoke)));

  const count = state => list.filter(one => one.state === state).length;

  function showRows() {
    const wanted = asked.q.trim().toLowerCase();
    const matching = list.filter(one => (!asked.state || one.state === asked.state) && `${one.name} ${one.number}`.toLowerCase().includes(wanted));
    body.replaceChildren(...matching.map(row));
    shown.textContent = matching.length ? own.shown(matching.length, list.length) : own.noneFound;
  }

  function showAll() {
    const valid = count('valid');
    counts.textContent = STATES.map(state => [state, count(state)]).filter(([, some]) => some).map(([state, some]) => own.counts[state](some)).join(', ');
    const file = kind => ({
      label: words.files[kind], kind, total: valid, address: allAddress(day.slug, kind), name: `intyg-${day.slug}.${kind}`, underway: words.files.underway, done: name => words.files.done(valid, name),
    });
    files.replaceChildren(...valid ? [el('h3', {}, words.files.heading), ...fileButtons([file('pdf'), file('zip')])] : []);
    showRows();
  }

  async function revokeOne(one) {
    const revoked = await revoking(one);
    if (revoked) {
      list = list.map(other => (other.id === one.id ? { ...other, ...revoked } : other));
      showAll();
      said.tell(words.revoking.done(one.name));
    }
  }

  showAll();
  return el('section', { class: 'flow', 'aria-labelledby': 'issued' },
    heading, counts, said.box, files,
    el('search', { class: 'pair' },
      textField('find', { label: own.find, hint: own.findHint, input: value => {
        asked.q = value;
        showRows();
      } }, { type: 'search', autocomplete: 'off', spellcheck: 'false' }),
      selectField('state', { label: own.state, input: value => {
        asked.state = value;
        showRows();
      } }, ['', ...STATES].map(state => el('option', { value: state }, state ? own.states[state] : own.all)))),
    shown,
    el('div', { class: 'scroll' }, el('table', { class: 'table cards' },
      el('caption', { class: 'unseen' }, own.heading),
      el('thead', {}, el('tr', {}, [own.name, own.number, own.issuedAt, own.state, own.do].map(label => el('th', { scope: 'col' }, label)))),
      body)));
}
