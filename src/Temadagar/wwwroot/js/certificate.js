import { ask } from './api.js';
import { codeIn } from './certificate-code.js';

const code = codeIn(location.pathname.slice('/intyg'.length));
const reply = code ? ask(`/api/certificates/${code}`) : null;
// A refusal and a lost reply are for the page to explain.
const found = await reply?.catch(() => null);

// A certificate is read in its own language, unless the reader asks for the other: that is settled before any text is fetched, so api.js fetches none.
if (found && !new URLSearchParams(location.search).has('lang')) {
  document.documentElement.lang = found.language;
}

const { start } = await import('./certificate-page.js');
await start(code, reply);
