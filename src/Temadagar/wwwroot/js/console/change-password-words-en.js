// Same keys as change-password-words-sv.js.
export const words = {
  title: 'Change password',
  lead: 'When you change it you are signed out everywhere but here.',
  current: 'Current password',
  currentMissing: 'Write the password that you have now.',
  chosen: 'New password',
  chosenMissing: 'Write a new password.',
  button: 'Change password',
  done: 'The password is changed. You are signed out everywhere but here.',
  none: 'You sign in another way and have no password here. If you need one, ask an administrator for an invitation.',
};
