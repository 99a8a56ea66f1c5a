// Same keys as processing-record-sv.js.
export const words = {
  title: 'All data, purposes, legal basis and time',
  purpose: 'Why', basis: 'Legal basis', kept: 'How long',
  days: days => `${days} ${days === 1 ? 'day' : 'days'} after the theme day`,
  undecided: 'until the organizer has decided on erasure',
};
