// Same keys as needs-en.js.
export const words = {
  heading: 'Kost och tillgänglighet',
  lead: 'Bara köket och den som ordnar lokalen får veta det, utan ditt namn. Uppgifterna sparas krypterat.',
  diet: 'Kost',
  usual: 'Inget särskilt',
  diets: {
    vegetarian: 'Vegetarisk', vegan: 'Vegansk', pescetarian: 'Vegetarisk med fisk', lactoseFree: 'Laktosfri', milkFree: 'Fri från mjölkprotein',
    glutenFree: 'Glutenfri', nutFree: 'Fri från nötter', noPork: 'Utan fläskkött', other: 'Annan kost',
  },
  dietNote: 'Mer om kosten',
  dietNoteHint: 'Till exempel en allergi. Skriv inte varför.',
  access: 'Tillgänglighet',
  accessNeeds: 'Vad behöver du för att kunna delta?',
  accessNeedsHint: 'Till exempel hörslinga, teckenspråkstolk eller plats för rullstol.',
  noteMissing: 'Skriv vilken kost det gäller.',
  none: 'Du har inte bett om något särskilt.',
  change: { heading: 'Kost och tillgänglighet', button: 'Spara', done: 'Det är sparat.' },
};
