import { ask, Refusal } from './api.js';
import { el } from './dom.js';
import { contactList } from './organizers.js';
import { ownHtml } from './own.js';
import { page, series, setTitle, show } from './page.js';
import { texts } from './texts.js';

function render({ found, organizers }) {
  setTitle(found.title);
  return page(
    el('h1', { lang: found.language }, found.title),
    ownHtml(found.textHtml, 2, found.language),
    el('section', { class: 'flow part' },
      el('h2', {}, texts.contact.heading),
      organizers ? contactList(organizers) : el('p', {}, texts.contact.allLater)));
}

function unknown() {
  setTitle(texts.notFound.title);
  return page(
    el('h1', {}, texts.notFound.title),
    el('p', {}, texts.notFound.information),
    el('p', { class: 'actions' }, el('a', { class: 'button main', href: '/' }, texts.dayPage.all)));
}

// As it stands in the address, escapes and all.
const language = location.pathname.split('/')[2];

await show(async () => {
  try {
    const [found, shown] = await Promise.all([ask(`/api/information-pages/${language}`), series().catch(() => null)]);
    return { found, organizers: shown?.organizers };
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) {
      return null;
    }

    throw error;
  }
}, loaded => (loaded ? render(loaded) : unknown()));
