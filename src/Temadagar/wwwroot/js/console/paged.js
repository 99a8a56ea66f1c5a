import { el } from '../dom.js';
import { explain } from '../problems.js';

/**
 * The rows of a table that come page by page, and the button for more of them. What is asked for later comes instead, a second press fetches nothing twice, and the
 * keyboard goes on at the first row that is new.
 * @param {{label: string, body: HTMLTableSectionElement, fetch: (cursor: string) => Promise<{cursor: string|null}>, show: (page: object, append: boolean) => void, said: object}} about
 * fetch: '' is the first page; show: adds rows to the body, which is empty unless it is appended
 * @returns {{more: HTMLButtonElement, take: (page: object) => void, refresh: () => Promise<void>}} take: a first page that is here already
 */
export function paged({ label, body, fetch, show, said }) {
  const more = el('button', { type: 'button', class: 'button', click: () => cursor && load(true) }, label);
  let cursor = null;
  let turn = 0;

  function draw(page, append) {
    const before = append ? body.rows.length : 0;
    point(page.cursor);
    if (!append) {
      body.replaceChildren();
    }

    show(page, append);
    if (append) {
      goTo(body.rows[before]);
    }
  }

  function point(next) {
    cursor = next || null;
    more.hidden = !cursor;
  }

  function goTo(row) {
    const pressed = row?.querySelector('a, input');
    if (!pressed) {
      row?.cells[0].setAttribute('tabindex', '-1');
    }

    (pressed ?? row?.cells[0])?.focus();
  }

  async function load(append) {
    const mine = ++turn;
    const from = append ? cursor : '';
    // Until the reply is here there is nothing that it could go on from.
    point(null);
    try {
      const page = await fetch(from);
      // A reply to what was asked before is no answer to what is asked now.
      if (mine === turn) {
        draw(page, append);
      }
    } catch (error) {
      if (mine === turn) {
        point(from);
        // Not moved to: it may be a search that somebody is writing.
        const { heading, words } = explain(error, 'reading');
        said.say(`${heading}. ${words}`, true);
      }
    }
  }

  return { more, take: page => draw(page, false), refresh: () => load(false) };
}
