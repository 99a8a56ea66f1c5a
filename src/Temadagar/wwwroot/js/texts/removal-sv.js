// Same keys as removal-en.js.
export const words = {
  title: 'Ta bort din e-postadress',
  lead: 'Du har bett att få veta när anmälan till en temadag öppnar. Om du tar bort adressen skriver vi inte till dig om det.',
  remove: 'Ta bort min adress',
  codeLead: 'Öppna länken i mejlet om att anmälan ska öppna, eller klistra in den här.',
  done: 'Din adress är borttagen',
  doneWords: 'Du får inget mejl när anmälan öppnar.',
};
