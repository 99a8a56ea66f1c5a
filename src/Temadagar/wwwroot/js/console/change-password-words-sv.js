// Same keys as change-password-words-en.js.
export const words = {
  title: 'Byt lösenord',
  lead: 'När du byter blir du utloggad överallt utom här.',
  current: 'Nuvarande lösenord',
  currentMissing: 'Skriv lösenordet som du har nu.',
  chosen: 'Nytt lösenord',
  chosenMissing: 'Skriv ett nytt lösenord.',
  button: 'Byt lösenord',
  done: 'Lösenordet är bytt. Du är utloggad överallt utom här.',
  none: 'Du loggar in på ett annat sätt och har inget lösenord här. Behöver du ett, be en administratör om en inbjudan.',
};
