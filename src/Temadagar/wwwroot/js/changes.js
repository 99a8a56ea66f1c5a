import { part } from './api.js';
import { el, moveTo } from './dom.js';
import { words as own } from './mine-texts.js';
import { explained } from './problems.js';

/**
 * What one can change of one's own registration: a button each. The form that it opens is fetched then.
 * @param {(mine: object, notice?: string) => void} done the registration as it is after, and what was done
 * @param {(renewed: {secret: string, registration: object}) => void} moved the link has become another
 * @param {() => void} invalid the link holds no longer
 */
export function changes(mine, secret, done, moved, invalid) {
  const words = own.changes;
  const box = el('section', { class: 'flow part' });
  const waits = new Set(mine.waits.map(wait => wait.participation));
  const others = mine.themeDay.places.filter(({ participation }) => !waits.has(participation)
    && !(mine.status === 'confirmed' && participation === mine.participation));
  const deeds = [
    ['details', words.details],
    ...others.map(place => [`participation/${place.participation}`, (place.availability === 'full' ? words.waitFor : words.takePart)[place.participation]]),
    ['handover', mine.status === 'confirmed' ? words.handover : words.handoverWait],
    mine.needs && ['needs', words.needs],
    ['address', words.address],
    ['links', words.links],
  ].filter(Boolean);

  function choose(pressed) {
    box.replaceChildren(el('h2', {}, words.heading), el('p', { class: 'actions' }, deeds.map(([deed, label]) => el('button', {
      type: 'button', class: 'button', 'data-deed': deed, click: () => open(deed),
    }, label))));
    box.querySelector(`[data-deed="${pressed}"]`)?.focus();
  }

  async function open(deed) {
    try {
      const { changeForm } = await part(() => import('./change-forms.js'));
      const panel = el('div', { class: 'panel lone' }, changeForm(deed, mine, secret, { done, moved, invalid, back: () => choose(deed) }));
      box.replaceChildren(panel);
      moveTo(panel.querySelector('h2'));
    } catch (error) {
      choose(deed);
      box.append(explained(error, 'reading', { role: 'alert' }));
    }
  }

  choose();
  return box;
}
