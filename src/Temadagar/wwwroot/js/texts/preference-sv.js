// Same keys as preference-en.js.
export const words = {
  order: 'I vilken ordning?',
  meaning: 'Ni som anmäls tillsammans får den första som har plats för er alla. Är det fullt överallt väntar ni på allihop. Den som tar en plats släpper de andra.',
  hint: 'Välj minst två temadagar, eller ”Båda går bra” på en temadag.',
  up: 'Flytta upp',
  down: 'Flytta ned',
  moved: (name, place, count) => `${name}: nu nummer ${place} av ${count}.`,
  review: 'En plats, i den här ordningen',
  waiting: 'En plats räcker: den som tackar ja till en plats lämnar de andra väntelistorna.',
  given: 'En plats räckte, så de andra valen är inte anmälda.',
};
