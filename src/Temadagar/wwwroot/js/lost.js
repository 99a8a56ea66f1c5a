import { part } from './api.js';
import { el, moveTo } from './dom.js';
import { words } from './mine-texts.js';
import { explained } from './problems.js';

/** For whoever has lost the link. The form is fetched by those alone. */
export function lostLink() {
  const box = el('section', { class: 'flow part' });
  const open = async () => {
    try {
      const { lostLinkForm } = await part(() => import('./lost-link.js'));
      box.replaceChildren(lostLinkForm());
      moveTo(box.querySelector('h2'));
    } catch (error) {
      said.replaceChildren(explained(error, 'reading'));
    }
  };
  const said = el('div', { role: 'alert' });
  box.append(el('h2', {}, words.lost.heading), el('p', {}, words.lost.lead), el('p', { class: 'actions' }, el('button', { type: 'button', class: 'button', click: open }, words.lost.open)), said);
  return box;
}
