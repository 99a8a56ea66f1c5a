// Longer than any reply takes, shorter than most people wait.
const PATIENCE = 20_000;
// Five megabytes take minutes where the network is poor.
const PATIENCE_WITH_FILE = 180_000;

/** The server said no, with problem details (RFC 9457). */
export class Refusal extends Error {
  constructor(status, problem, retryAfter) {
    super(`${status} ${problem.type ?? ''}`);
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
    /** The last part of the problem's type: "closed", "too-many-requests". */
    this.kind = (problem.type ?? '').split('/').pop();
  }
}

/** No reply came: what was asked may or may not have been done. */
export class NoAnswer extends Error {}

/** A part of the page did not come. The browser may not try it again before the page is loaded anew. */
export class NotFetched extends Error {}

/** @param {() => Promise} load imports a module that is not needed at first sight */
export const part = load => load().catch(fault => {
  console.error(fault);
  throw new NotFetched(fault.message);
});

/** @param {{body?: string|Blob}} request a string is JSON; a file says itself what it is */
export const ask = async (path, request) => (await askTagged(path, request)).found;

/** As ask, with the version of what was found: { found, tag }, for If-Match. */
export async function askTagged(path, { method = 'GET', body, secret, headers = {} } = {}) {
  const file = body instanceof Blob;
  let reply;
  try {
    reply = await fetch(path, {
      method,
      cache: 'no-store',
      signal: AbortSignal.timeout(file ? PATIENCE_WITH_FILE : PATIENCE),
      headers: {
        'Accept-Language': document.documentElement.lang,
        ...(body === undefined ? {} : { 'Content-Type': file ? body.type : 'application/json' }),
        ...(secret ? { Authorization: `Bearer ${secret}` } : {}),
        ...headers,
      },
      body,
    });
    if (reply.ok) {
      const found = reply.status === 204 ? null : await (/json/.test(reply.headers.get('Content-Type')) ? reply.json() : reply.blob());
      return { found, tag: reply.headers.get('ETag') };
    }
  } catch (fault) {
    throw new NoAnswer(fault.message);
  }

  throw new Refusal(reply.status, await reply.json().catch(() => ({})), Number(reply.headers.get('Retry-After')) || null);
}

/** What an address says. What is no escape at all is the name of nothing. */
export function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const getSeries = () => ask('/api/series');
export const getThemeDays = () => ask('/api/theme-days');
export const getThemeDay = slug => ask(`/api/theme-days/${encodeURIComponent(slug)}`);
export const getMunicipalities = () => ask('/api/municipalities');

/** @param {string} body the JSON as text: its key belongs to exactly these letters */
export const sendRegistration = (body, key) => ask('/api/registrations', { method: 'POST', body, headers: { 'Idempotency-Key': key } });

export const leaveInterest = interest => ask('/api/interest', { method: 'POST', body: JSON.stringify(interest) });
export const removeInterest = secret => ask('/api/interest', { method: 'DELETE', secret });

export const getMyRegistration = secret => ask('/api/my/registration', { secret });
export const cancelMyRegistration = (secret, reason) => ask('/api/my/registration/cancellation', {
  method: 'POST',
  secret,
  ...(reason ? { body: JSON.stringify({ reason }) } : {}),
});
export const getMyCalendar = secret => ask('/api/my/registration/calendar.ics', { secret });
