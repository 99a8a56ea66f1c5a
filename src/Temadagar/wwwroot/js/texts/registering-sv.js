// Same keys as registering-en.js.
const several = (count, one, many) => (count === 1 ? one : many);

export const words = {
  preference: {
    meaning: 'Du får den första som har plats för alla i anmälan. Är det fullt överallt blir det väntelista till allihop. Den som sedan tar en plats släpper de andra.',
    order: 'I vilken ordning?',
    hint: 'Välj minst två temadagar, eller ”Båda går bra” på en temadag.',
    up: 'Flytta upp',
    down: 'Flytta ned',
    moved: (name, place, count) => `${name}: nu nummer ${place} av ${count}.`,
  },
  review: {
    inOrder: 'En plats, i den här ordningen',
    days: count => several(count, 'Temadag', `${count} temadagar`),
    people: count => several(count, 'Person', `${count} personer`),
    language: { sv: 'Mejl på svenska', en: 'Mejl på engelska' },
    submittedBy: name => `I mejlen står det att ${name} har gjort anmälan.`,
  },
  receipt: {
    codeUse: 'Uppge numret om du kontaktar arrangören.',
    outcome: {
      confirmed: places => several(places, 'En plats är bekräftad', `${places} platser är bekräftade`),
      waitlisted: places => several(places, 'Plats på väntelistan', `${places} personer på väntelistan`),
    },
    waiting: alone => `Platserna på väntelistan går i den ordning som anmälningarna kom in. ${alone ? 'Vi skriver till dig när det finns en plats.' : 'De som är anmälda tillsammans väntar tillsammans. Räcker inte platserna till alla i en anmälan kan en mindre grupp få dem först. Vi skriver till var och en när det finns plats.'}`,
    oneIsEnough: {
      waitlisted: 'En plats räcker: den som tackar ja till en plats lämnar de andra väntelistorna.',
      confirmed: 'En plats räckte, så de andra valen är inte anmälda.',
    },
    mail: 'Det här kommer med mejl',
    mailWords: count => several(count, 'Ett mejl om anmälan är på väg till:', 'Var och en får ett eget mejl. Mejlen är på väg till:'),
    already: alone => (alone ? 'Om du redan är anmäld gäller den tidigare anmälan. Det står i så fall i mejlet.' : 'Om någon redan är anmäld gäller den tidigare anmälan. Det står i så fall i mejlet till den personen.'),
    next: 'Det här kan du göra nu',
    steps: alone => [
      alone ? 'Öppna länken i mejlet för att se eller avboka din anmälan. Där finns också en kalenderpost när platsen är bekräftad.'
        : 'Varje person öppnar länken i sitt eget mejl. Där kan var och en se eller avboka sin anmälan och hämta en kalenderpost.',
      'Kommer inget mejl inom en kvart? Titta i skräpposten. Kontakta annars arrangören och uppge kvittonumret.',
    ],
    more: 'Anmäl fler',
  },
};
