import { el } from '../dom.js';
import { longDate } from '../format.js';
import { svg } from '../svg.js';
import { words } from './words.js';

const own = words.chart;
const [HEIGHT, LEFT, BOTTOM] = [200, 44, 28];

/** A round number of people for the top of the axis, so that its half is whole too. */
function topOf(most) {
  const step = [2, 4, 10, 20, 40, 100, 200, 400, 1000, 2000, 4000, 10_000, 20_000, 40_000, 100_000, 200_000];
  return step.find(top => top >= most) ?? Math.ceil(most / 100_000) * 100_000;
}

const shortDate = date => `${Number(date.slice(8))}/${Number(date.slice(5, 7))}`;

/** People registered so far, day by day: a line with a table twin, since a picture alone tells some readers nothing. */
export function arrivalsChart({ until, steps }) {
  if (!steps.length) {
    return el('p', { class: 'muted' }, own.none);
  }

  if (steps.length === 1) {
    return el('p', {}, own.oneDay(steps[0].registered, longDate(steps[0].from)));
  }

  // Drawn for the width of the screen: on a phone the letters are as large as elsewhere.
  const width = Math.min(640, document.documentElement.clientWidth - 32);
  let sum = 0;
  const points = steps.map(({ from, registered }) => ({ from, registered, sum: sum += registered }));
  const top = topOf(sum);
  const x = index => LEFT + index / (points.length - 1) * (width - LEFT - 12);
  const y = people => 12 + (1 - people / top) * (HEIGHT - 12 - BOTTOM);
  const line = `M${points.map((point, index) => `${x(index).toFixed(1)} ${y(point.sum).toFixed(1)}`).join('L')}`;
  const axis = [0, top / 2, top].map(people => svg('g', {},
    svg('line', { x1: LEFT, x2: width - 12, y1: y(people), y2: y(people), class: 'grid' }),
    svg('text', { x: LEFT - 8, y: y(people) + 5, 'text-anchor': 'end' }, String(people))));
  const picture = svg('svg', { viewBox: `0 0 ${width} ${HEIGHT}`, class: 'chart', role: 'img', 'aria-label': own.alternative(sum, longDate(points[0].from), longDate(until)) },
    ...axis,
    svg('path', { d: line, class: 'line' }),
    svg('text', { x: LEFT, y: HEIGHT - 6 }, shortDate(points[0].from)),
    svg('text', { x: width - 12, y: HEIGHT - 6, 'text-anchor': 'end' }, shortDate(until)));
  return el('figure', { class: 'flow' },
    el('figcaption', { class: 'small muted' }, own.caption),
    picture,
    el('details', {}, el('summary', {}, own.asTable),
      el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': own.caption }, el('table', { class: 'table' },
        el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, own.from), el('th', { scope: 'col', class: 'figure' }, own.registered), el('th', { scope: 'col', class: 'figure' }, own.sum))),
        el('tbody', {}, points.map(point => el('tr', {},
          el('th', { scope: 'row' }, longDate(point.from)), el('td', { class: 'figure' }, String(point.registered)), el('td', { class: 'figure' }, String(point.sum)))))))));
}
