import { fullName } from './format.js';
import { kept } from './storage.js';
import { language } from './texts.js';

const DRAFT = 'temadagar.draft';
const ATTEMPT = 'temadagar.attempt';

export const MOST_PEOPLE = 20;

export const newPerson = organization => ({
  firstName: '', lastName: '', email: '', organization, profession: '', sector: '', language, municipality: '', phone: '', diet: '', dietNote: '', accessNeeds: '',
});

const empty = () => ({
  /** slug → 'onSite', 'online', 'both' where one place is enough, or '' where it is not chosen yet */
  days: {},
  /** One place is enough, the first in `order` with room: "slug way", as far as someone has put them in order. */
  oneIsEnough: false,
  order: [],
  /** Whether the one who writes only registers others. */
  forOthers: false,
  submittedBy: '',
  people: [newPerson('')],
});

/** Stays in this tab: nothing is lost by a reload, a fault or a change of language. */
export const draft = { ...empty(), ...kept.read(DRAFT) };

export const keepDraft = () => kept.write(DRAFT, draft);

export function forgetDraft() {
  kept.forget(DRAFT);
  forgetKey();
}

/** The last body sent and its key; in memory too, for where storage is forbidden. */
let attempt = null;

/** Colleagues are told who registered them: the one who says so, else the first person of several. */
const submitter = () => (draft.forOthers ? draft.submittedBy.trim() : draft.people.length > 1 ? fullName(draft.people[0]) : '');

export const choiceKey = ({ slug, participation }) => `${slug} ${participation}`;

/** What is chosen: where one is enough in order of preference, else day by day. */
export function choices() {
  const chosen = Object.entries(draft.days).flatMap(([slug, way]) => (way === 'both' ? ['onSite', 'online'] : [way]).map(participation => ({ slug, participation })));
  const place = choice => draft.order.indexOf(choiceKey(choice)) + 1 || Infinity;
  return draft.oneIsEnough ? chosen.sort((one, other) => place(one) - place(other) || 0) : chosen;
}

const NEEDS = ['diet', 'dietNote', 'accessNeeds'];
const voluntary = ['municipality', 'phone', ...NEEDS];

/** Whether someone takes part on site, of whom it is asked what they need there; and whether one of those days serves food. */
export function asked(days) {
  const onSite = days.filter(day => ['onSite', 'both'].includes(draft.days[day.slug]));
  return { needs: onSite.length > 0, diet: onSite.some(day => day.servesFood) };
}

/** The submission as the API takes it. What is empty and voluntary is left out. */
export function submission(website, { needs, diet }) {
  const submittedBy = submitter();
  return {
    themeDays: choices(),
    ...(draft.oneIsEnough ? { oneIsEnough: true } : {}),
    participants: draft.people.map(person => Object.fromEntries(
      Object.entries(person).map(([field, text]) => [field, text.trim()]).filter(([field, text]) => (text || !voluntary.includes(field)) && (needs || !NEEDS.includes(field)) && (diet || !field.startsWith('diet'))))),
    ...(submittedBy ? { submittedBy } : {}),
    ...(website ? { website } : {}),
  };
}

/**
 * The Idempotency-Key of a body. The same body keeps its key over retries and reloads, so that a registration whose reply
 * was lost is not made twice; another body gets another key.
 */
export function keyOf(body) {
  attempt ??= kept.read(ATTEMPT);
  if (attempt?.body === body) {
    return attempt.key;
  }

  const key = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
  attempt = { body, key };
  kept.write(ATTEMPT, attempt);
  return key;
}

export function forgetKey() {
  attempt = null;
  kept.forget(ATTEMPT);
}
