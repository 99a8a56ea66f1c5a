import { removeInterest } from './api.js';
import { el, moveTo } from './dom.js';
import { content, page, setTitle } from './page.js';
import { explained } from './problems.js';
import { codeForm, forgetSecret, keepSecret, takeSecret, whenLinkOpens } from './secret.js';
import { language, texts } from './texts.js';

const { words } = await import(`./texts/removal-${language}.js`);
const PURPOSE = 'interest';

let secret = null;

function askForCode() {
  return page(
    el('h1', {}, words.title),
    el('p', { class: 'lead' }, words.codeLead),
    codeForm({ label: texts.code.label, hint: texts.code.hint, button: texts.code.open }, code => {
      keepSecret(PURPOSE, code);
      open();
      moveTo(content.querySelector('h1'));
    }, () => setTitle(words.title, true)));
}

function offer() {
  const button = el('button', { type: 'button', class: 'button main', click: () => remove(button, problem) }, words.remove);
  const problem = el('div', { role: 'alert' });
  return page(el('h1', {}, words.title), el('p', { class: 'lead' }, words.lead), el('p', { class: 'actions' }, button), problem);
}

async function remove(button, problem) {
  if (button.getAttribute('aria-disabled')) {
    return;
  }

  button.setAttribute('aria-disabled', 'true');
  problem.replaceChildren();
  try {
    await removeInterest(secret);
    forgetSecret(PURPOSE);
    setTitle(words.done);
    const heading = el('h1', {}, words.done);
    content.replaceChildren(page(heading, el('p', { class: 'lead' }, words.doneWords),
      el('p', { class: 'actions' }, el('a', { class: 'button', href: '/' }, texts.dayPage.all))));
    moveTo(heading);
  } catch (error) {
    problem.replaceChildren(explained(error, 'sending'));
    button.removeAttribute('aria-disabled');
  }
}

function open() {
  secret = takeSecret(PURPOSE);
  setTitle(words.title);
  content.replaceChildren(secret ? offer() : askForCode());
}

whenLinkOpens(open);
open();
