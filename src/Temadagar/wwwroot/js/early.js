// Runs before the first paint and before any module: the language and the banner should not change under the reader's eyes,
// and a secret should stand in the address bar for as short a time as can be.
(() => {
  'use strict';
  // Storage may be forbidden; the pages work without it, they only remember less.
  const attempt = work => {
    try {
      return work();
    } catch {
      return null;
    }
  };

  const root = document.documentElement;
  const known = language => (language === 'en' || language === 'sv' ? language : null);
  const asked = known(new URLSearchParams(location.search).get('lang'));
  if (asked) {
    attempt(() => localStorage.setItem('temadagar.language', asked));
  }

  root.lang = asked ?? known(attempt(() => localStorage.getItem('temadagar.language'))) ?? 'sv';
  if (root.lang === 'en') {
    root.classList.add('translating');
  }

  const texts = document.createElement('link');
  texts.rel = 'modulepreload';
  texts.href = `/js/texts/${root.lang}.js`;
  document.head.append(texts);

  if (attempt(() => JSON.parse(sessionStorage.getItem('temadagar.series')).demonstration)) {
    root.classList.add('is-demonstration');
  }

  // Without all its modules a page does nothing. The texts are among them, so the words are here.
  addEventListener('error', ({ target, message }) => {
    const waiting = (target.type === 'module' || /module/.test(message)) && document.querySelector('.loading');
    if (waiting) {
      root.classList.remove('translating');
      waiting.textContent = root.lang === 'en'
        ? 'A part of the page could not be loaded. Check that you are connected to the internet and reload the page.'
        : 'En del av sidan kunde inte hämtas. Kontrollera att du är ansluten till internet och ladda om sidan.';
    }
  }, true);

  const purpose = { '/anmalan': 'registration', '/intresse': 'interest', '/medverkande': 'schedule', '/bekrafta': 'transfer' }[location.pathname];
  // Anchors of our own begin so, secrets do not.
  if (purpose && location.hash.length > 1 && !location.hash.startsWith('#till-')) {
    const kept = attempt(() => {
      sessionStorage.setItem(`temadagar.secret.${purpose}`, JSON.stringify(location.hash.slice(1)));
      return true;
    });
    if (kept) {
      history.replaceState(history.state, '', location.pathname + location.search);
    }
  }
})();
