import { el } from '../dom.js';
import { mail, resend } from './calls.js';
import { dayNames } from './day-names.js';
import { consolePage, notice } from './frame.js';
import { kindOf, mailMark, recipientOf } from './mails.js';
import { shortMoment } from './moments.js';
import { words } from './words.js';

const own = words.mails;

export async function load([id]) {
  const [found, nameOf] = await Promise.all([mail(id), dayNames()]);
  return { ...found, nameOf };
}

export function render(session, { mail: row, subject, text, nameOf }) {
  const said = notice();
  const fact = (term, ...value) => el('div', {}, el('dt', {}, term), el('dd', {}, value));
  const done = ['sent', 'failed'].includes(row.state);
  const again = async () => {
    try {
      await resend(row.id);
      said.tell(own.resent);
    } catch (error) {
      said.failed(error);
    }
  };
  return consolePage(session, { title: kindOf(row), back: { href: '/arrangor/mejl', words: own.title } },
    said.box,
    el('dl', { class: 'facts' },
      fact(own.to, recipientOf(row)),
      fact(own.day, nameOf(row.themeDay)),
      fact(own.state, mailMark(row.state)),
      row.sentAt && fact(own.sentAt, shortMoment(row.sentAt)),
      !done && fact(own.next, shortMoment(row.nextAttemptAt)),
      fact(own.tries, String(row.attempts)),
      row.lastReply && fact(own.reply, row.lastReply)),
    subject ? [el('article', { class: 'panel letter' }, el('h2', {}, subject), el('pre', {}, text)), el('p', { class: 'small muted' }, own.masked)] : el('p', {}, own.erasedWords),
    done && subject && el('p', { class: 'actions' }, el('button', { type: 'button', class: 'button', click: again }, own.resend)));
}
