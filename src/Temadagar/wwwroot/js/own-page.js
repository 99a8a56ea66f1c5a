import { Refusal } from './api.js';
import { el, moveTo } from './dom.js';
import { content, loading, page, series, setTitle, show } from './page.js';
import { codeForm, forgetSecret, keepSecret, takeSecret, whenLinkOpens } from './secret.js';
import { texts } from './texts.js';

/**
 * A page that the secret in one's own link opens. Without a right one it asks for it.
 * @param {string} purpose the secret's
 * @param {string} title while it is not open
 * @param {object} words codeLead, wrong, wrongWords, noMail, noMailWords, forgottenWords
 * @param {(secret: string) => Promise} read
 * @param {(found: object, secret: string) => Node[]} view
 * @returns {{open: () => void, shared: () => Node}} open: anew, when the link holds no longer; shared: how to forget it
 */
export function ownPage({ purpose, title, words, read, view, lost }) {
  let secret = null;

  function askForCode(wrong) {
    setTitle(wrong ? words.wrong : title, wrong);
    return [page(
      el('h1', {}, wrong ? words.wrong : title),
      el('p', { class: 'lead' }, wrong ? words.wrongWords : words.codeLead),
      codeForm({ label: texts.code.label, hint: texts.code.hint, button: texts.code.open }, code => {
        keepSecret(purpose, code);
        open(true);
      }, () => setTitle(title, true)),
      lost?.(),
      el('h2', {}, words.noMail),
      el('p', {}, words.noMailWords, ' ', el('a', { href: '#till-kontakt' }, texts.contact.link)))];
  }

  function forget() {
    forgetSecret(purpose);
    setTitle(texts.code.forgotten);
    const heading = el('h1', {}, texts.code.forgotten);
    content.replaceChildren(page(heading, el('p', {}, words.forgottenWords), el('p', { class: 'actions' }, el('a', { class: 'button', href: '/' }, texts.dayPage.all))));
    moveTo(heading);
  }

  function open(again = false) {
    const key = takeSecret(purpose);
    secret = key;
    if (again) {
      content.replaceChildren(loading());
    }

    return show(async () => {
      if (!key) {
        return null;
      }

      try {
        const [mine] = await Promise.all([read(key), series().catch(() => null)]);
        return mine;
      } catch (error) {
        if (error instanceof Refusal && error.status === 401) {
          // Another may have been opened meanwhile.
          if (key === secret) {
            forgetSecret(purpose);
          }

          return 'wrong';
        }

        throw error;
      }
    }, found => (found === 'wrong' || found === null ? askForCode(found === 'wrong') : view(found, key)), again);
  }

  whenLinkOpens(() => open(true));
  open();
  return {
    open: () => open(true),
    shared: () => el('section', { class: 'flow part' }, el('h2', {}, texts.code.shared), el('p', {}, texts.code.sharedWords),
      el('p', {}, el('button', { type: 'button', class: 'button', click: forget }, texts.code.forget))),
  };
}
