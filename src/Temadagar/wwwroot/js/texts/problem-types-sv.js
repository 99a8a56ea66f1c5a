// Same keys as problem-types-en.js.
export const words = {
  title: 'Problem i API:t',
  lead: 'Så svarar tjänstens API när något inte går. Sidan är för dig som skriver program mot det.',
  sent: 'Svaret är application/problem+json (RFC 9457). Låt programmet gå efter type, som inte ändras, och visa title och detail för människor. Där det behövs säger de också om något har sparats.',
  what: 'Gör så här', status: 'Status', type: 'Type', all: 'Alla problem',
  statuses: {
    400: 'Något behöver rättas', 401: 'Det syns inte vem som frågar', 403: 'Det är inte tillåtet', 404: 'Det finns inte', 405: 'Fel metod', 408: 'Det tog för lång tid', 409: 'Det går inte som läget är',
    410: 'Det finns inte längre', 412: 'Det har ändrats', 413: 'För stort', 415: 'Fel sorts innehåll', 422: 'Redan använt till annat', 428: 'Version saknas', 429: 'För ofta', 500: 'Fel hos oss', 503: 'Inte tillgängligt just nu',
  },
};
