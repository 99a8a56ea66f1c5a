import { el } from './dom.js';
import { fill, getNotices, said, showWhen } from './notices.js';
import { contactLine } from './organizers.js';
import { own, ownHtml } from './own.js';
import { series, setTitle } from './page.js';
import { explained } from './problems.js';
import { processingRecord } from './processing-record.js';
import { texts } from './texts.js';

const notice = organizer => el('section', { class: 'flow', id: `arrangor-${organizer.slug}`, tabindex: '-1' },
  own(organizer.name, 'h3'),
  contactLine(organizer),
  organizer.privacyNoticeHtml ? ownHtml(organizer.privacyNoticeHtml, 4) : el('p', { class: 'muted' }, texts.privacy.noNotice));

function showJoint({ jointControllers }) {
  if (jointControllers) {
    fill('joint', () => [said(jointControllers, 'span', { class: 'lines' })]);
    showWhen('joint');
  }
}

setTitle(texts.privacy.title);
document.getElementById('record').replaceChildren(processingRecord());
// Without an answer nothing is said of sharing: it may be that they do.
const asked = getNotices().then(showJoint, () => showWhen());
const place = document.getElementById('notices');
try {
  place.replaceChildren(...(await series()).organizers.map(notice));
} catch (error) {
  place.replaceChildren(explained(error, 'reading'));
}

// What the address asks for was not there when the browser looked, and what came above it would have moved it.
await asked;
if (location.hash.startsWith('#arrangor-')) {
  document.getElementById(location.hash.slice(1))?.focus();
}
