import { svg } from './svg.js';

// Each state has a shape of its own, told apart without colour and in forced colours.
const paths = {
  available: ['M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0Z'],
  few: ['M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0Zm0 2v12A6 6 0 0 0 8 2Z'],
  full: ['M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0Zm0 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2Z'],
  waiting: ['M1 0h14v3L10 8l5 5v3H1v-3l5-5-5-5V0Zm3 2 4 4 4-4H4Z'],
  done: ['M14 2 16 4 6.5 14.5 0 8.5 2 6.2 6.2 10Z'],
  cancelled: ['M2.2 0 8 5.8 13.8 0 16 2.2 10.2 8 16 13.8 13.8 16 8 10.2 2.2 16 0 13.8 5.8 8 0 2.2Z'],
  closed: ['M0 5.5h16v5H0Z'],
  later: ['M8 0l8 8-8 8-8-8ZM8 3 3 8l5 5 5-5Z'],
};

export const shape = name => svg('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' },
  ...paths[name].map(d => svg('path', { d, fill: 'currentColor', 'fill-rule': 'evenodd' })));
