// Same keys as change-en.js.
export const words = {
  back: 'Avbryt',
  details: {
    heading: 'Rätta dina uppgifter',
    lead: 'Namnet är det som står på ditt intyg.',
    button: 'Spara',
    done: 'Dina uppgifter är sparade.',
  },
  handover: {
    heading: 'Lämna över platsen till en kollega',
    lead: 'Kollegan får ett mejl och tar över när hen har tackat ja. Till dess är platsen din.',
    emailHint: 'Hit skickas frågan. Kollegan behöver en egen adress.',
    button: 'Fråga kollegan',
    done: 'Vi har skrivit till din kollega. Platsen är din tills hen har tackat ja.',
  },
  address: {
    heading: 'Byt e-postadress',
    lead: 'Vi skickar ett mejl till den nya adressen. Den gäller när du har öppnat länken där och bekräftat.',
    label: 'Ny e-postadress',
    button: 'Skicka mejl dit',
    done: 'Vi har skrivit till den nya adressen. Öppna länken i mejlet för att bekräfta den.',
  },
  links: {
    heading: 'Gör tidigare länkar ogiltiga',
    lead: 'Har någon annan sett din länk? Då kan du göra en ny. Alla länkar i tidigare mejl slutar gälla. Den nya kommer med mejl och används direkt på den här sidan.',
    button: 'Gör en ny länk',
  },
  participation: {
    heading: { onSite: 'Delta på plats i stället', online: 'Delta digitalt i stället' },
    waitHeading: { onSite: 'Vänta på att få delta på plats', online: 'Vänta på en digital plats' },
    lead: { confirmed: 'Finns det en plats byter du direkt. Den plats du har nu går till någon annan.', waitlisted: 'Finns det en plats får du den direkt. Du väntar ändå kvar på den andra.' },
    waitLead: {
      confirmed: 'Det är fullt just nu. Du kan ställa dig på väntelistan och behåller din plats under tiden.',
      waitlisted: 'Det är fullt just nu. Du kan vänta på det här också, och står kvar där du står.',
    },
    button: { onSite: 'Delta på plats', online: 'Delta digitalt' },
    wait: 'Ställ mig på väntelistan',
    done: { onSite: 'Du deltar nu på plats.', online: 'Du deltar nu digitalt.' },
    waiting: 'Du står på väntelistan. Vi skriver till dig när det finns en plats.',
  },
};
