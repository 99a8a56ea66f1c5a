import { contactList } from './organizers.js';
import { own } from './own.js';
import { series, setTitle } from './page.js';
import { texts } from './texts.js';

setTitle(texts.accessibility.title);
try {
  const found = await series();
  for (const place of document.querySelectorAll('.contacts')) {
    place.replaceChildren(contactList(found.organizers));
  }

  for (const place of document.querySelectorAll('.service')) {
    place.replaceChildren(own(found.name));
  }
} catch {
  for (const place of document.querySelectorAll('.contacts')) {
    place.textContent = texts.contact.allLater;
  }
}
