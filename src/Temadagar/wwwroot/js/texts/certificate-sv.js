// Same keys as certificate-en.js.
const hours = new Intl.NumberFormat('sv-SE');

export const words = {
  lead: 'Här ser du om ett intyg om deltagande gäller, och vad som står på det.',
  label: 'Koden på intyget',
  hint: 'Koden står sist i adressen på intyget: 26 tecken, bokstäver och siffrorna 2–7. Du kan klistra in hela adressen.',
  missing: 'Skriv koden eller klistra in hela adressen från intyget.',
  check: 'Kontrollera',
  states: { valid: 'Intyget gäller', replaced: 'Intyget är ersatt', revoked: 'Intyget är återkallat' },
  meaning: {
    valid: organizer => ['Det är utfärdat av ', organizer, '. Jämför uppgifterna med intyget som du har framför dig.'],
    replaced: (organizer, date) => `Det gäller inte längre. Uppgifterna rättades${date ? ` ${date}` : ''} och ett nytt intyg utfärdades. Be den som visade intyget om det nya.`,
    replacedInVain: (organizer, date) => `Det ersattes av ett nyare${date ? ` ${date}` : ''}, som inte heller gäller längre. Kontakta arrangören om du har frågor.`,
    revoked: (organizer, date) => ['Det gäller inte längre. ', organizer, ` återkallade det${date ? ` ${date}` : ''}. Kontakta arrangören om du har frågor.`],
  },
  heading: 'Intyg om deltagande',
  void: { replaced: 'Ersatt – gäller inte', revoked: 'Återkallat – gäller inte' },
  certifies: 'intygar att',
  attended: 'har deltagit i temadagen',
  initials: 'Här står bara initialerna. Den som har intyget kan välja att visa hela namnet på sidan.',
  facts: { content: 'Innehåll', date: 'Datum', place: 'Plats', hours: 'Omfattning', number: 'Intygsnummer', issuedOn: 'Utfärdat', signatory: 'Undertecknat av' },
  // Certificates/Drawing/CertificateWords.cs calls it the same.
  online: 'Digitalt',
  hours: count => `${hours.format(count)} ${count === 1 ? 'timme' : 'timmar'}`,
  differs: 'Står det något annat på intyget än här? Lita på den här sidan och kontakta arrangören.',
  checked: at => `Kontrollerat ${at}.`,
  print: 'Skriv ut',
  another: 'Kontrollera ett annat intyg',
  tooMany: clock => `Många från samma nätverk har kontrollerat intyg på kort tid. Försök igen tidigast kl. ${clock}.`,
  unknown: 'Vi hittar inget intyg med den koden',
  unknownWords: 'Jämför koden med den på intyget, tecken för tecken. Skanna gärna QR-koden i stället. Stämmer koden? Kontakta arrangören: då är intyget kanske inte utfärdat här.',
};
