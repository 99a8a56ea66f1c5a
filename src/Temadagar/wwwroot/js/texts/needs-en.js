// Same keys as needs-sv.js.
export const words = {
  heading: 'Diet and accessibility',
  lead: 'Only the kitchen and whoever sets up the room get to know it, without your name. It is kept encrypted.',
  diet: 'Diet',
  usual: 'Nothing special',
  diets: {
    vegetarian: 'Vegetarian', vegan: 'Vegan', pescetarian: 'Vegetarian with fish', lactoseFree: 'Lactose-free', milkFree: 'Free from milk protein',
    glutenFree: 'Gluten-free', nutFree: 'Free from nuts', noPork: 'No pork', other: 'Other diet',
  },
  dietNote: 'More about the diet',
  dietNoteHint: 'For example an allergy. Do not write why.',
  access: 'Accessibility',
  accessNeeds: 'What do you need in order to take part?',
  accessNeedsHint: 'For example a hearing loop, a sign language interpreter or room for a wheelchair.',
  noteMissing: 'Write which diet it is.',
  none: 'You have not asked for anything special.',
  change: { heading: 'Diet and accessibility', button: 'Save', done: 'It is saved.' },
};
