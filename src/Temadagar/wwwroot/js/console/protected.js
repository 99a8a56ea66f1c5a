import { dayName, isOver, whenAndWhere } from '../day-words.js';
import { el, moveTo } from '../dom.js';
import { choiceRow, radioField, selectField, textField } from '../fields.js';
import { sendingForm } from '../form.js';
import { fullName, longMoment } from '../format.js';
import { content } from '../page.js';
import { languageField, sectorOptions } from '../person-fields.js';
import { saveFile } from '../save-file.js';
import { textArea } from '../text-area.js';
import { texts } from '../texts.js';
import { enterAttendance, themeDay } from './calls.js';
import { confirmed, consolePage, done, notice, toHeading } from './frame.js';
import { answerErasureOfProtected, askErasureOfProtected, cancelProtected, certifyProtected, changeProtected, heldOfProtected, openProtected, protectedCertificate, protectedPeople, registerProtected } from './protected-calls.js';
import { words } from './protected-words.js';
import { words as common } from './words.js';
import { withReason } from './reason-dialog.js';
import { words as asked } from './request-words.js';
import { answerWish, heldDocument } from './requests.js';
import { statusMark } from './status.js';

export const load = async ([slug]) => {
  const [day, people] = await Promise.all([themeDay(slug), protectedPeople(slug)]);
  return { day, people };
};

const fact = (term, value) => value && el('div', {}, el('dt', {}, term), el('dd', { class: 'lines' }, value));

/** Alias and who it is. */
function personFields(wanted, id, changed = () => {}) {
  const field = (name, about = {}, attributes = {}) => textField(id(name), {
    label: words[name] ?? texts.fields[name],
    value: wanted[name] ?? '',
    input: value => {
      wanted[name] = value;
      changed();
    },
    ...about,
  }, { autocomplete: 'off', spellcheck: 'false', ...attributes });
  return [
    el('div', { class: 'pair' }, field('aliasFirstName'), field('aliasLastName')),
    el('p', { class: 'hint' }, words.aliasHint),
    el('fieldset', { class: 'group' }, el('legend', {}, words.trueDetails),
      el('p', { class: 'hint' }, words.trueHint),
      el('div', { class: 'pair' }, field('firstName'), field('lastName')),
      field('phone', { optional: true }, { type: 'tel', inputmode: 'tel', class: 'short' }),
      field('email', { optional: true }, { type: 'email', inputmode: 'email', autocapitalize: 'none' }),
      field('organization', { optional: true, label: words.organization }),
      field('profession', { optional: true, label: words.profession }),
      textArea(id('note'), { label: words.note, hint: words.noteHint, optional: true, rows: 2, value: wanted.note ?? '', input: value => {
        wanted.note = value;
        changed();
      } })),
  ];
}

const given = wanted => Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== '' && value !== null));

/** Those of a day whom no list has, for the accounts that may handle them. */
export function render(session, { day, people }, again) {
  const title = words.title(dayName(day));
  const said = notice();

  const attempt = async (what, message) => {
    try {
      await what();
      await again();
      done(message);
    } catch (error) {
      said.failed(error);
    }
  };

  return consolePage(session, { title, back: { href: `/arrangor/temadag/${day.slug}`, words: dayName(day) } },
    el('p', {}, whenAndWhere(day)),
    said.box,
    el('p', { class: 'column' }, words.lead),
    el('p', { class: 'column' }, words.tell),
    people.length === 0 ? el('p', {}, words.none) : el('ul', { class: 'rows' }, people.map(person)),
    !isOver(day) && registering());

  function person(one) {
    const alias = fullName(one);
    const shown = el('div', {});
    const button = (label, click, grave) => el('button', { type: 'button', class: grave ? 'button grave' : 'button', click }, label, el('span', { class: 'unseen' }, ` ${alias}`));
    const against = async (heading, reasonHint, open, show, yes = words.yes) => {
      let opened = null;
      if (await withReason({ heading, text: words.openText, reason: words.reason, reasonHint, missing: words.missing, yes, no: words.no },
        async reason => { opened = await open(one.id, reason); })) {
        show(opened);
      }
    };
    const contactFacts = contact => (contact ? el('dl', { class: 'facts' },
      fact(words.name, fullName(contact)), fact(words.phone, contact.phone), fact(words.email, contact.email),
      fact(words.organization, contact.organization), fact(words.profession, contact.profession), fact(words.note, contact.note))
      : el('p', {}, words.unreadable));
    // In a page of its own: it is printed, and nobody else is on that paper.
    const showAll = whole => {
      content.replaceChildren(consolePage(session, { title: asked.data.title(alias), back: { href: `/arrangor/temadag/${day.slug}/skyddade`, words: title } }, heldDocument(whole.held, whole,
        el('section', { class: 'flow part' }, el('h2', {}, words.contact(alias)), contactFacts(whole.contact)),
        el('section', { class: 'flow part' }, el('h2', {}, words.reasons),
          el('ul', { class: 'points' }, whole.reasons.map(look => el('li', {}, `${longMoment(look.at)}: ${look.reason}`)))))));
      toHeading();
    };
    const certifyTrue = () => against(words.certifyHeading(alias), words.certifyHint, certifyProtected, async () => {
      await again();
      done(words.certificateDone(alias));
    }, words.certify);
    const pdf = async () => {
      const save = file => saveFile(file, `intyg-${one.certificateNumber}.pdf`);
      try {
        save(await protectedCertificate(one.id));
      } catch (error) {
        // It bears the true name.
        if (error.problem?.errors?.reason) {
          await against(words.pdfHeading(alias), words.certifyHint, protectedCertificate, save);
        } else {
          said.failed(error);
        }
      }
    };
    const wish = async () => {
      if (await confirmed({ heading: asked.wish.heading(alias), text: asked.wish.confirm, yes: asked.wish.yes })) {
        await attempt(() => askErasureOfProtected(one.id), asked.wish.done);
      }
    };
    const answer = async () => {
      const said = await answerWish({ name: alias, hasEmail: false, wordless: true }, outcome => answerErasureOfProtected(one.id, outcome));
      if (said) {
        await again();
        done(said);
      }
    };
    const show = ({ contact, looks }) => {
      const heading = el('h3', {}, words.contact(alias));
      shown.replaceChildren(el('section', { class: 'panel flow' }, heading,
        contactFacts(contact),
        el('details', {}, el('summary', {}, words.change, el('span', { class: 'unseen' }, ` ${alias}`)), changing(contact ?? {})),
        el('h4', {}, words.looks),
        el('ul', { class: 'points' }, looks.map(look => el('li', {}, `${longMoment(look.at)}, ${look.name}: ${look.reason}`))),
        el('p', { class: 'actions' }, button(words.hide, () => shown.replaceChildren()))));
      moveTo(heading);
    };
    const changing = contact => {
      const wanted = { ...contact, aliasFirstName: one.firstName, aliasLastName: one.lastName };
      const id = name => `${name}-${one.id}`;
      return sendingForm({
        button: words.save, check: () => new Map(), place: id,
        send: async () => {
          await changeProtected(one.id, given(wanted));
          await again();
          done(words.saved);
        },
      }, el('div', { class: 'form' }, personFields(wanted, id)));
    };
    const over = isOver(day);
    const active = one.status === 'confirmed';
    return el('li', { class: 'flow' },
      el('h2', {}, alias),
      el('dl', { class: 'facts' },
        el('div', {}, el('dt', {}, words.status), el('dd', {}, statusMark(one.status))),
        fact(words.participation, texts.participation[one.participation]),
        fact(words.receipt, one.receipt),
        active && fact(words.code, one.checkInCode),
        fact(words.attended, one.attended ? words.here : words.notHere)),
      el('p', { class: 'actions' },
        button(words.open, () => against(words.openHeading(alias), words.reasonHint, openProtected, show)),
        active && over && button(one.attended ? words.didNotCome : words.came,
          () => attempt(() => enterAttendance(day.slug, [{ registrationId: one.id, present: !one.attended }]), words.cameSaved(alias))),
        active && !over && !one.attended && button(words.cancel, async () => {
          if (await confirmed({ heading: words.cancelHeading(alias), text: words.cancelText, yes: words.cancel })) {
            await attempt(() => cancelProtected(one.id), words.cancelled(alias));
          }
        }, true)),
      one.attended && over && el('p', { class: 'actions' },
        button(`${words.certify} ${words.certifyTrue}`, certifyTrue),
        button(`${words.certify} ${words.certifyAlias}`, () => attempt(() => certifyProtected(one.id), words.certificateDone(alias))),
        one.certificateNumber && button(words.pdf(one.certificateNumber), pdf)),
      one.erasureAskedAt && el('dl', { class: 'facts' }, fact(words.wish, longMoment(one.erasureAskedAt))),
      el('p', { class: 'actions' },
        button(asked.data.open, () => against(words.allHeading(alias), words.allHint, heldOfProtected, showAll)),
        one.erasureAskedAt ? button(asked.wish.answer, answer) : button(asked.wish.open, wish)),
      shown);
  }

  function registering() {
    const wanted = { aliasFirstName: '', aliasLastName: '', sector: '', language: 'sv', participation: day.places.length === 1 ? day.places[0].participation : '', overbook: false };
    let key = null;
    const changed = () => { key = null; };
    const set = field => value => {
      wanted[field] = value;
      changed();
    };
    return el('details', {}, el('summary', {}, words.register), el('div', { class: 'column flow' }, sendingForm({
      button: words.registerButton,
      check: () => new Map(wanted.participation ? [] : [['participation', texts.faults.participation]]),
      send: async () => {
        key ??= crypto.randomUUID();
        const { receipt } = await registerProtected(day.slug, given(wanted), key);
        await again();
        done(words.done(`${wanted.aliasFirstName.trim()} ${wanted.aliasLastName.trim()}`, receipt));
      },
    },
    el('div', { class: 'form' },
      day.places.length > 1 && radioField('participation', { label: common.telephone.how, value: wanted.participation, input: set('participation') },
        day.places.map(place => ({ value: place.participation, words: texts.participation[place.participation] })), { row: true }),
      personFields(wanted, name => name, changed),
      selectField('sector', { label: texts.fields.sector, hint: words.sectorHint, value: '', input: set('sector') },
        sectorOptions()),
      languageField('language', { label: texts.fields.language, value: 'sv', input: set('language') }),
      el('div', { class: 'field' }, choiceRow('checkbox', { id: 'overbook', change: event => set('overbook')(event.target.checked) }, words.overbook))))));
  }
}
