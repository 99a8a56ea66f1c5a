// Same keys as change-sv.js.
export const words = {
  back: 'Go back',
  details: {
    heading: 'Correct your details',
    lead: 'The name is the one on your certificate.',
    button: 'Save',
    done: 'Your details have been saved.',
  },
  handover: {
    heading: 'Hand over the place to a colleague',
    lead: 'The colleague gets a mail and takes over once they have accepted. Until then the place is yours.',
    emailHint: 'The question is sent here. The colleague needs an address of their own.',
    button: 'Ask the colleague',
    done: 'We have written to your colleague. The place is yours until they have accepted.',
  },
  address: {
    heading: 'Change e-mail address',
    lead: 'We send a mail to the new address. It applies once you have opened the link there and confirmed.',
    label: 'New e-mail address',
    button: 'Send a mail there',
    done: 'We have written to the new address. Open the link in the mail to confirm it.',
  },
  links: {
    heading: 'End earlier links',
    lead: 'Has someone else seen your link? Then you can make a new one. All links in earlier mails stop working. The new one comes by mail and is used on this page at once.',
    button: 'Make a new link',
  },
  participation: {
    heading: { onSite: 'Take part on site instead', online: 'Take part online instead' },
    waitHeading: { onSite: 'Wait for a place on site', online: 'Wait for a place online' },
    lead: { confirmed: 'If there is a place you change at once. The place you have now goes to someone else.', waitlisted: 'If there is a place you get it at once. You go on waiting for the other one.' },
    waitLead: {
      confirmed: 'It is full just now. You can join the waitlist and keep your place meanwhile.',
      waitlisted: 'It is full just now. You can wait for this as well, and stay where you are on the waitlist.',
    },
    button: { onSite: 'Take part on site', online: 'Take part online' },
    wait: 'Put me on the waitlist',
    done: { onSite: 'You now take part on site.', online: 'You now take part online.' },
    waiting: 'You are on the waitlist. We write to you when there is a place.',
  },
};
