// Same keys as releases-words-sv.js.
export const words = {
  title: name => `Release a list: ${name}`,
  lead: 'When someone requests the list of participants as a public record. First decide what secrecy covers. What you do not choose is masked in the list, and the list shows that it is. Whoever has a protected identity is not in it.',
  reference: 'Register number of the request',
  referenceHint: 'Or the like. It is kept with what was released.',
  columns: 'What is to be seen?',
  column: {
    name: 'Name', organization: 'Organization', profession: 'Profession', sector: 'Sector', municipality: 'Municipality', participation: 'Way of taking part', status: 'Status', registeredAt: 'Registered', email: 'E-mail', phone: 'Telephone',
  },
  masked: 'People who are masked whole',
  maskedHint: 'Their receipts, one on each line.',
  button: 'Make the list (CSV)',
  done: 'The list is downloaded. The release is kept and logged.',
  before: 'Earlier releases',
  none: 'No list has been released.',
  at: 'When',
  people: 'Rows',
  ofThemMasked: (people, masked) => (masked ? `${people}, ${masked} of them masked` : `${people}`),
  by: 'By',
  shown: 'Shown',
  nothing: 'Nothing',
};
