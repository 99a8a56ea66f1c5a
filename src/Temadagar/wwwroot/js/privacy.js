import { el } from './dom.js';
import { contactLine } from './organizers.js';
import { own, ownHtml } from './own.js';
import { series, setTitle } from './page.js';
import { explain } from './problems.js';
import { texts } from './texts.js';

const notice = organizer => el('section', { class: 'flow' },
  own(organizer.name, 'h3'),
  contactLine(organizer),
  organizer.privacyNoticeHtml ? ownHtml(organizer.privacyNoticeHtml, 4) : el('p', { class: 'muted' }, texts.privacy.noNotice));

setTitle(texts.privacy.title);
const place = document.getElementById('notices');
try {
  place.replaceChildren(...(await series()).organizers.map(notice));
} catch (error) {
  const { heading, words } = explain(error, 'reading');
  place.replaceChildren(el('p', {}, el('strong', {}, `${heading}. `), words));
}
