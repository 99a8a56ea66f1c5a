import { ask, askTagged, Refusal } from '../api.js';
import { forgetLists } from '../door/database.js';
import { lasting } from '../lasting.js';
import { words } from './words.js';

const LEAVING = 'temadagar.leaving';

let session = null;

const remember = found => {
  session = found;
  return found;
};

/** Who is signed in, or null. */
export async function current() {
  try {
    remember(await ask('/api/session'));
    if (!lasting.read(LEAVING)) {
      return session;
    }

    await signOut();
    return null;
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) {
      return null;
    }

    throw error;
  }
}

/** How one can sign in: { password, oidc: { name, start } or null }. */
export const ways = () => ask('/api/session/ways');

export async function signIn(email, password) {
  const found = await ask('/api/session', { method: 'POST', body: JSON.stringify({ email, password }) });
  lasting.forget(LEAVING);
  return remember(found);
}

/** Takes the lists of people off the device. Without network the session ends as soon as it is back, before anything else. */
export async function signOut() {
  lasting.write(LEAVING, true);
  // A browser that keeps nothing has no list.
  await forgetLists().catch(() => {});
  if (session) {
    await change('DELETE', '/api/session');
    lasting.forget(LEAVING);
  }
}

export const openInvitation = secret => ask('/api/invitation', { secret });
/** Signs in too. */
export async function choosePassword(secret, choice) {
  const found = await ask('/api/invitation', { method: 'POST', secret, body: JSON.stringify(choice) });
  lasting.forget(LEAVING);
  return remember(found);
}

/** Signs out everywhere else. */
export const changePassword = async (before, chosen) => remember(await change('PUT', '/api/session/password', { current: before, new: chosen }));

// It carries the token that shows it comes from our own page.
const changing = (method, body, headers) => ({
  method,
  headers: { 'X-Csrf-Token': session.token, ...headers },
  ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
});

// The service's words are for programs; a person has been signed out, and loses nothing.
const signedOut = error => {
  if (error instanceof Refusal && error.kind === 'not-signed-in') {
    error.problem = { title: words.frame.signedOut, detail: words.frame.signedOutWords };
  }

  throw error;
};

// Longer than a page takes to begin anew.
const forGood = new Promise(() => {});

/** What only someone who is signed in may see. Whoever is not any more sees nothing of what is there already: the page begins anew, with signing in. */
export const look = path => ask(path).catch(error => {
  if (error instanceof Refusal && error.kind === 'not-signed-in') {
    location.reload();
    return forGood;
  }

  throw error;
});

/** A change. */
export const change = (method, path, body, headers = {}) => ask(path, changing(method, body, headers)).catch(signedOut);

/** A change that is only tried: what would come of it, and the version that it would start from. */
export const tryChange = (method, path, body) => askTagged(path, changing(method, body, {})).catch(signedOut);
