// Same keys as certificate-sv.js.
const hours = new Intl.NumberFormat('en-GB');

export const words = {
  lead: 'Here you see whether a certificate of attendance is valid, and what it says.',
  label: 'The code on the certificate',
  hint: 'The code is the last part of the address on the certificate: 26 characters, letters and the digits 2–7. You can paste the whole address.',
  missing: 'Write the code, or paste the whole address from the certificate.',
  check: 'Verify',
  states: { valid: 'The certificate is valid', replaced: 'The certificate has been replaced', revoked: 'The certificate has been revoked' },
  meaning: {
    valid: organizer => ['It was issued by ', organizer, '. Compare what it says here with the certificate in front of you.'],
    replaced: (organizer, date) => `It is no longer valid. It was corrected${date ? ` on ${date}` : ''} and a new certificate was issued. Ask the person who showed it to you for the new one.`,
    replacedInVain: (organizer, date) => `It was replaced by a newer one${date ? ` on ${date}` : ''}, which is no longer valid either. Contact the organizer if you have questions.`,
    revoked: (organizer, date) => ['It is no longer valid. ', organizer, ` revoked it${date ? ` on ${date}` : ''}. Contact the organizer if you have questions.`],
  },
  heading: 'Certificate of attendance',
  void: { replaced: 'Replaced – not valid', revoked: 'Revoked – not valid' },
  certifies: 'certifies that',
  attended: 'attended the theme day',
  initials: 'Only the initials are shown here. The holder of the certificate can choose to show the full name on this page.',
  facts: { content: 'Content', date: 'Date', place: 'Place', hours: 'Extent', number: 'Certificate number', issuedOn: 'Issued', signatory: 'Signed by' },
  // Certificates/Drawing/CertificateWords.cs calls it the same.
  online: 'Online',
  hours: count => `${hours.format(count)} ${count === 1 ? 'hour' : 'hours'}`,
  differs: 'Does the certificate say anything else than this page? Trust this page, and contact the organizer.',
  checked: at => `Verified ${at}.`,
  print: 'Print',
  another: 'Verify another certificate',
  tooMany: clock => `Many people on the same network have verified certificates in a short time. Try again at ${clock} or later.`,
  unknown: 'We find no certificate with that code',
  unknownWords: 'Compare the code with the one on the certificate, character by character, or scan the QR code instead. Is the code right? Contact the organizer: the certificate may not have been issued here.',
};
