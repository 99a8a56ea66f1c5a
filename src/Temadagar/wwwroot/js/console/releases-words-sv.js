// Same keys as releases-words-en.js.
export const words = {
  title: name => `Lämna ut lista: ${name}`,
  lead: 'När någon begär ut deltagarlistan som allmän handling. Pröva först vad som omfattas av sekretess. Det du inte väljer maskeras i listan, och det syns att det är maskerat. Den som har skyddade personuppgifter finns inte i listan.',
  reference: 'Begärans diarienummer',
  referenceHint: 'Eller annan beteckning. Den sparas tillsammans med vad som lämnades ut.',
  columns: 'Vad ska synas?',
  column: {
    name: 'Namn', organization: 'Organisation', profession: 'Yrke', sector: 'Verksamhet', municipality: 'Kommun', participation: 'Sätt att delta', status: 'Status', registeredAt: 'Anmäld', email: 'E-post', phone: 'Telefon',
  },
  masked: 'Personer som maskeras helt',
  maskedHint: 'Deras kvittonummer, ett på varje rad.',
  button: 'Skapa listan (CSV)',
  done: 'Listan är hämtad. Utlämnandet är sparat och loggat.',
  before: 'Tidigare utlämnanden',
  none: 'Ingen lista har lämnats ut.',
  at: 'När',
  people: 'Rader',
  ofThemMasked: (people, masked) => (masked ? `${people}, varav ${masked} maskerade` : `${people}`),
  by: 'Av',
  shown: 'Visat',
  nothing: 'Inget',
};
