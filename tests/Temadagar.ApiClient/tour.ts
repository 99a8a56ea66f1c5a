// A tour of the API with a client that was made from its description: someone registers and cancels, an organizer holds a day.
//
//     TEMADAGAR       where the service is: http://127.0.0.1:5080
//     TEMADAGAR_KEY   an API key of an organizer (api-key create --role organizer --board …)
//     TEMADAGAR_MAIL  the folder that its mails go to as files
//     TEMADAGAR_DATE  today, as the service's clock has it; else this machine's
//
// Prints what it found as JSON. Whatever goes wrong ends it.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import createClient from 'openapi-fetch';
import type { components, paths } from './api.js';

type Problem = components['schemas']['ProblemDetails'];
type Person = components['schemas']['ParticipantRequest'];

const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set.`);
  }

  return value;
};

const baseUrl = setting('TEMADAGAR');
const as = (secret?: string) => createClient<paths>({ baseUrl, headers: { 'Accept-Language': 'en', ...(secret ? { Authorization: `Bearer ${secret}` } : {}) } });
const anyone = as();
const organizer = as(setting('TEMADAGAR_KEY'));

/** What was asked for; a problem ends the tour, in words. */
function found<T>(reply: { data?: T; error?: unknown; response: Response }): T {
  if (reply.data === undefined) {
    throw new Error(`${reply.response.status} ${reply.response.url}: ${JSON.stringify(reply.error)}`);
  }

  return reply.data;
}

/** The secret of the link in the latest mail of a kind to an address, once it has come. */
async function secretOf(kind: string, address: string): Promise<string> {
  const folder = setting('TEMADAGAR_MAIL');
  for (let attempt = 0; attempt < 300; attempt++) {
    for (const name of (await readdir(folder).catch(() => [])).filter(file => file.includes(kind)).sort().reverse()) {
      const mail = await readFile(join(folder, name), 'utf8');
      const secret = mail.includes(`<${address}>`) || mail.includes(`To: ${address}`) ? /^https?:\/\/\S+#([a-z0-9]+)\s*$/m.exec(mail)?.[1] : undefined;
      if (secret) {
        return secret;
      }
    }

    await setTimeout(100);
  }

  throw new Error(`No mail of the kind ${kind} came to ${address}.`);
}

const person = (firstName: string, lastName: string): Person & { email: string } => ({
  firstName, lastName, email: `${firstName}.${lastName}@example.org`.toLowerCase(), organization: 'Exempelstads kommun', profession: 'Socialsekreterare', sector: 'socialServices', language: 'sv',
});

// Someone registers for a day that is open, reads the own page by the link of the mail, and cancels.
const open = found(await anyone.GET('/api/theme-days')).find(day => day.state === 'open' && day.places.some(place => place.participation === 'onSite'));
if (!open) {
  throw new Error('No day is open.');
}

const robin = person('Robin', 'Ek');
const registered = found(await anyone.POST('/api/registrations', {
  params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
  body: { themeDays: [{ slug: open.slug, participation: 'onSite' }], participants: [robin] },
}));
const own = as(await secretOf('registration-confirmed', robin.email));
const mine = found(await own.GET('/api/my/registration'));
const attendees = found(await organizer.GET('/api/organizer/theme-days/{slug}/registrations', { params: { path: { slug: open.slug }, query: { q: 'Robin', take: 10 } } }));
const cancelled = found(await own.POST('/api/my/registration/cancellation', { body: { reason: 'self' } }));

// An organizer makes a day of today and publishes it.
const date = process.env.TEMADAGAR_DATE ?? new Date().toISOString().slice(0, 10);
const number = 1 + Math.max(...found(await organizer.GET('/api/organizer/theme-days')).map(day => day.number));
const made = await organizer.POST('/api/organizer/theme-days', {
  body: {
    number, slug: `rundtur-${number}`, title: 'Rundtur', city: 'Exempelstad', venue: 'Folkets hus', date, startsAt: '00:00', endsAt: '00:30', certificateHours: 0.5,
    places: [{ participation: 'onSite', capacity: 10 }],
  },
});
const path = { slug: found(made).slug };
const published = found(await organizer.POST('/api/organizer/theme-days/{slug}/publication', { params: { path } }));

// At the door someone comes without having registered. Whoever scans the code once more is told that the person is in.
const at = `${date}T00:01:00`;
const walkIn = found(await organizer.POST('/api/organizer/theme-days/{slug}/check-ins/walk-ins', {
  params: { path }, body: { ...person('Per', 'Dahl'), participation: 'onSite', at, nonce: crypto.randomUUID() },
}));
const again = found(await organizer.POST('/api/organizer/theme-days/{slug}/check-ins', { params: { path }, body: { registrationId: walkIn.registrationId, at } }));
// A refusal is typed, too: by type for programs, in words for people.
const refused = await organizer.POST('/api/organizer/theme-days/{slug}/registrations', { params: { path }, body: { ...person('Åsa', 'Öberg'), email: 'asa@example.org', participation: 'onSite' } });
const problem: Problem | undefined = refused.error;
const faulty = await anyone.POST('/api/registrations', { body: { themeDays: [{ slug: open.slug, participation: 'onSite' }], participants: [{ ...robin, email: 'ingen adress' }] } });
const faults = faulty.error && 'errors' in faulty.error ? Object.keys(faulty.error.errors ?? {}) : [];

const list = found(await organizer.GET('/api/organizer/theme-days/{slug}/check-ins', { params: { path } }));

// The day is over: who signs, the certificates, what goes out.
const settings = await organizer.GET('/api/organizer/theme-days/{slug}/certificate-settings', { params: { path } });
const { threshold } = found(settings);
const read = settings.response.headers.get('ETag') ?? '';
const signed = found(await organizer.PUT('/api/organizer/theme-days/{slug}/certificate-settings', {
  params: { path, header: { 'If-Match': read } }, body: { threshold, signatory: 'Ada Berg', signatoryTitle: 'Länsråd', hours: 0.5 },
}));
const stale = await organizer.PUT('/api/organizer/theme-days/{slug}/certificate-settings', {
  params: { path, header: { 'If-Match': read } }, body: { threshold, signatory: 'Någon Annan', signatoryTitle: null, hours: 0.5 },
});
const issued = found(await organizer.POST('/api/organizer/theme-days/{slug}/certificates', { params: { path } }));
const certificates = found(await organizer.GET('/api/organizer/theme-days/{slug}/certificates', { params: { path } }));
const zip = found(await organizer.GET('/api/organizer/theme-days/{slug}/certificates.zip', { params: { path }, parseAs: 'arrayBuffer' }));
const csv = found(await organizer.GET('/api/organizer/theme-days/{slug}/attendees.csv', { params: { path }, parseAs: 'text' }));

// Whoever has the certificate shows it, and anyone verifies it.
const holder = as(await secretOf('certificate-issued', 'per.dahl@example.org'));
const certificate = found(await holder.GET('/api/my/registration/certificate'));
const code = certificate.address?.split('/').pop() ?? '';
const verified = found(await anyone.GET('/api/certificates/{code}', { params: { path: { code } } }));

console.log(JSON.stringify({
  registered: { slug: open.slug, status: registered.outcomes[0]?.status, receipt: registered.receipt, mine: mine.status, seen: attendees.people.map(one => one.lastName), after: cancelled.status },
  day: { slug: path.slug, location: made.response.headers.get('Location'), startsAt: published.startsAt, atTheDoor: list.themeDay.startsAt, expected: list.people.length },
  walkIn: { id: walkIn.registrationId, again: again.alreadyCheckedIn },
  problem: { type: problem?.type, status: problem?.status, title: problem?.title, faults, stale: stale.error?.type },
  certificates: { signatory: signed.signatory, issued: 'issued' in issued ? issued.issued : undefined, numbers: certificates.certificates.map(one => one.number), zip: new Uint8Array(zip as unknown as ArrayBuffer).length, csv: csv.trim().split('\n').length },
  verified: { state: verified.state, number: verified.number },
}));
