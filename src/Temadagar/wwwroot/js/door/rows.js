import { el } from '../dom.js';

/**
 * A list whose rows stay the elements that they are, however often it is drawn: a finger on its way down and the focus keep their place.
 * @param {() => void} emptied takes the focus where the row that had it is gone and no other is left
 * @returns {(rows: {id: string|number, looks?: string, fill: (row: HTMLElement) => void}[]) => void} fill: makes the row, and again where it is to look otherwise
 */
export function lastingRows(list, emptied) {
  let shown = new Map();

  return rows => {
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    const place = [...list.children].findIndex(row => row.contains(focused));
    const next = new Map(rows.map(({ id, looks = '', fill }) => {
      const known = shown.get(id) ?? { row: el('li'), looks: null };
      if (known.looks !== looks) {
        fill(known.row);
      }

      return [id, { row: known.row, looks }];
    }));
    [...shown].filter(([id]) => !next.has(id)).forEach(([, { row }]) => row.remove());
    let at = list.firstElementChild;
    for (const { row } of next.values()) {
      if (row === at) {
        at = at.nextElementSibling;
      } else {
        list.insertBefore(row, at);
      }
    }

    shown = next;
    if (focused && document.activeElement !== focused) {
      refocus(focused, place);
    }
  };

  function refocus(focused, place) {
    const last = list.children[Math.min(place, list.children.length - 1)];
    const to = list.contains(focused) ? focused : last?.querySelector('button');
    if (to) {
      to.focus({ preventScroll: true });
    } else {
      emptied();
    }
  }
}
