// Same keys as registering-sv.js.
const several = (count, one, many) => (count === 1 ? one : many);

export const words = {
  preference: {
    meaning: 'You get the first with room for everyone in the registration. If all are full, it is the waitlist for each of them. Whoever then takes a place lets go of the others.',
    order: 'In what order?',
    hint: 'Choose at least two theme days, or “Either is fine” on one.',
    up: 'Move up',
    down: 'Move down',
    moved: (name, place, count) => `${name}: now number ${place} of ${count}.`,
  },
  review: {
    inOrder: 'One place, in this order',
    days: count => several(count, 'Theme day', `${count} theme days`),
    people: count => several(count, 'Person', `${count} people`),
    language: { sv: 'Mail in Swedish', en: 'Mail in English' },
    submittedBy: name => `The mail will say that ${name} made the registration.`,
  },
  receipt: {
    codeUse: 'Give this number if you contact the organizer.',
    outcome: {
      confirmed: places => several(places, 'One place is confirmed', `${places} places are confirmed`),
      waitlisted: places => several(places, 'A place on the waitlist', `${places} people on the waitlist`),
    },
    waiting: alone => `Places are given in the order in which the registrations came in. ${alone ? 'We write to you when there is a place.' : 'People who are registered together wait together. If there are too few places for all in a registration, a smaller group may get them first. We write to each when there are places.'}`,
    oneIsEnough: {
      waitlisted: 'One place is enough: whoever accepts a place leaves the other waitlists.',
      confirmed: 'One place was enough, so the other choices are not registered for.',
    },
    mail: 'What comes by mail',
    mailWords: count => several(count, 'A mail about the registration is on its way to:', 'Each person gets their own mail. The mails are on their way to:'),
    already: alone => (alone ? 'If you were already registered, the earlier registration stands. The mail then says so.' : 'If someone was already registered, the earlier registration stands. The mail to that person then says so.'),
    next: 'What you can do now',
    steps: alone => [
      alone ? 'Open the link in the mail to view or cancel your registration. There is also a calendar entry once the place is confirmed.'
        : 'Each person opens the link in their own mail. There they can view or cancel their registration and get a calendar entry.',
      'No mail within a quarter of an hour? Look in the spam folder. Otherwise contact the organizer and give the receipt number.',
    ],
    more: 'Register more people',
  },
};
