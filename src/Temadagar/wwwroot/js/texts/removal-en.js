// Same keys as removal-sv.js.
export const words = {
  title: 'Remove your e-mail address',
  lead: 'You have asked to be told when registration for a theme day opens. If you remove the address, we will not write to you about it.',
  remove: 'Remove my address',
  codeLead: 'Open the link in the mail about registration opening, or paste it here.',
  done: 'Your address has been removed',
  doneWords: 'You will get no mail when registration opens.',
};
