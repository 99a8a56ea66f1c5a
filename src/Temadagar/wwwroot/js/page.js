import { getSeries, NotFetched, Refusal } from './api.js';
import { el, moveTo } from './dom.js';
import { contactList } from './organizers.js';
import { own } from './own.js';
import { explain } from './problems.js';
import { kept } from './storage.js';
import { language, textAt, texts } from './texts.js';

const SERIES = 'temadagar.series';

export const content = document.getElementById('content');

let name = kept.read(SERIES)?.name ?? texts.page.name;
let title = { words: '', faulty: false };

/** The title of the page, with "Fel:" first where a form has faults. Without words it is the series' own. */
export function setTitle(words, faulty = false) {
  title = { words, faulty };
  const full = words ? `${words} – ${name}` : name;
  document.title = faulty ? `${texts.page.fault} ${full}` : full;
}

/** Only whether a form of the page has faults. */
export const setFaulty = faulty => setTitle(title.words, faulty);

function translate() {
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = textAt(element.dataset.text);
  }

  const other = language === 'sv' ? 'en' : 'sv';
  const link = document.getElementById('other-language');
  const query = new URLSearchParams(location.search);
  query.set('lang', other);
  link.href = `?${query}`;
  link.lang = link.hreflang = other;
  link.textContent = { sv: 'Svenska', en: 'English' }[other];
  document.documentElement.classList.remove('translating');
}

function showSeries(series) {
  name = series.name;
  document.getElementById('series').replaceChildren(own(series.name));
  document.documentElement.classList.toggle('is-demonstration', series.demonstration);
  setTitle(title.words, title.faulty);
  document.getElementById('organizers').replaceChildren(contactList(series.organizers));
  showLanguages(series.informationPages ?? []);
}

/** The languages that there is an information page in; no word of it where there is none. */
function showLanguages(pages) {
  document.getElementById('languages')?.remove();
  if (pages.length) {
    document.querySelector('.foot .wide').append(el('nav', { id: 'languages', class: 'languages', 'aria-labelledby': 'languages-heading' },
      el('h2', { id: 'languages-heading' }, texts.page.otherLanguages),
      el('ul', {}, pages.map(({ language: lang, name }) => el('li', {}, el('a', { href: `/information/${lang}`, lang, hreflang: lang }, name))))));
  }
}

let asked = null;

/** The series; every page shows its name, its organizers, and whether it is a demonstration. Asked for once, unless that failed. */
export function series() {
  asked ??= getSeries().then(found => {
    kept.write(SERIES, found);
    showSeries(found);
    return found;
  }).catch(fault => {
    asked = null;
    throw fault;
  });
  return asked;
}

/** After it has been changed: as it is now, on this page too. */
export function seriesAnew() {
  asked = null;
  return series();
}

translate();
const known = kept.read(SERIES);
if (known) {
  showSeries(known);
}

// A page that cannot do without the series says so itself when it asks.
series().catch(() => {});

export const page = (...children) => el('div', { class: 'wide page' }, el('div', { class: 'column flow' }, children));

let turn = 0;

export const loading = () => page(el('p', { class: 'loading', role: 'status' }, texts.page.loading));

/** Loads, then shows; a fault says what to do and offers another try. What is asked for later comes instead, however late the first reply is. */
export async function show(load, render, again = false) {
  const mine = ++turn;
  let shown;
  try {
    const found = await load();
    if (mine !== turn) {
      return;
    }

    shown = render(found);
  } catch (error) {
    if (mine !== turn) {
      return;
    }

    const { heading, words } = explain(error, 'reading');
    // What the service has refused for a reason it refuses again; whoever has been signed out is asked to sign in.
    const mayHelp = !(error instanceof Refusal) || !error.problem.title || error.status >= 500 || [408, 429].includes(error.status) || error.kind === 'not-signed-in';
    setTitle(heading);
    shown = [page(
      el('h1', {}, heading),
      el('p', {}, words),
      el('p', { class: 'actions' }, mayHelp ? el('button', {
        type: 'button',
        class: 'button main',
        click: () => {
          content.replaceChildren(loading());
          if (error instanceof NotFetched) {
            location.reload();
          } else {
            show(load, render, true);
          }
        },
      }, texts.page.tryAgain) : el('a', { class: 'button', href: location.pathname.match(/^\/(arrangor|incheckning\/)/)?.[0] ?? '/' }, texts.dayPage.all)))];
  }

  content.replaceChildren(...[shown].flat());
  const heading = content.querySelector('h1');
  if (again && heading) {
    moveTo(heading);
  }
}
