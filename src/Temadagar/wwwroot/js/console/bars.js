import { svg } from '../svg.js';

const [NAME, BAR, GAP, LETTER] = [24, 20, 16, 8.5];
// What is written after the longest bar.
const WORDS = 130;

const shortened = (text, width) => (text.length * LETTER > width ? `${text.slice(0, Math.floor(width / LETTER) - 1)}…` : text);

/**
 * Bars with their words beside them, so that no colour needs to be told from another. Drawn for the width of the screen: on a phone the letters are as large as elsewhere.
 * @param {string} title what it shows, for whoever does not see it
 * @param {{name: string, bars: {kind: string, count: number, words: string}[]}[]} rows
 */
export function barChart(title, rows) {
  const width = Math.min(640, document.documentElement.clientWidth - 32);
  const most = Math.max(1, ...rows.flatMap(row => row.bars.map(bar => bar.count)));
  let y = 0;
  const drawn = rows.flatMap(({ name, bars }) => {
    const top = y;
    y += NAME + bars.length * BAR + GAP;
    return [
      svg('text', { x: 0, y: top + 16, class: 'name' }, shortened(name, width)),
      ...bars.flatMap(({ kind, count, words }, index) => {
        const [at, length] = [top + NAME + index * BAR, count / most * (width - WORDS)];
        return [
          svg('rect', { x: 0, y: at, width: length.toFixed(1), height: BAR - 4, class: kind }),
          svg('text', { x: count ? (length + 8).toFixed(1) : 0, y: at + 13 }, words)];
      })];
  });
  return svg('svg', { viewBox: `0 0 ${width} ${y}`, width, class: 'chart bars', role: 'img', 'aria-label': title }, svg('title', {}, title), ...drawn);
}
