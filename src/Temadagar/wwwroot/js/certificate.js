import { codeIn } from './certificate-code.js';

const code = codeIn(location.pathname.slice('/intyg'.length));

// A refusal and a lost reply are for the page to explain; it asks once more.
const first = code ? await fetch(`/api/certificates/${code}`, { cache: 'no-store' }).then(reply => (reply.ok ? reply.json() : undefined)).catch(() => undefined) : undefined;

// A certificate is read in its own language, unless the reader asks for the other: that is settled before any text is fetched.
if (first && !new URLSearchParams(location.search).has('lang')) {
  document.documentElement.lang = first.language;
}

const { start } = await import('./certificate-page.js');
await start(code, first);
