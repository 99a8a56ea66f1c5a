// Same keys as processing-record-en.js.
export const words = {
  title: 'Alla uppgifter, ändamål, rättslig grund och tid',
  purpose: 'Varför', basis: 'Rättslig grund', kept: 'Hur länge',
  days: days => `${days} ${days === 1 ? 'dag' : 'dagar'} efter temadagen`,
  undecided: 'tills arrangören har beslutat om gallring',
};
