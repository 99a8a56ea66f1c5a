import { language } from '../texts.js';
import { change, look, tryChange } from './session.js';

const day = slug => `/api/organizer/theme-days/${encodeURIComponent(slug)}`;
const read = version => ({ 'If-Match': `"${version}"` });
const query = parameters => new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));

export const themeDays = () => look('/api/organizer/theme-days');

/** One of them; of one that is not there the service itself says so. */
export const themeDay = async slug => (await themeDays()).find(one => one.slug === slug) ?? plannedDay(slug);

/** In the language of the page: a link to a file cannot send a header. */
export const exportAddress = (slug, kind) => `${day(slug)}/attendees.${kind}?lang=${language}`;
export const plannedDay = slug => look(day(slug));
export const addDay = planned => change('POST', '/api/organizer/theme-days', planned);

/** @param {number} version that was read, here and below: whoever has changed it meanwhile is not overwritten */
export const changeDay = (slug, planned, version) => change('PUT', day(slug), planned, read(version));
export const copyDay = (slug, wanted) => change('POST', `${day(slug)}/copy`, wanted);
export const removeDay = (slug, version) => change('DELETE', day(slug), undefined, read(version));
export const publishDay = slug => change('POST', `${day(slug)}/publication`);
export const cancelDay = (slug, reason) => change('POST', `${day(slug)}/cancellation`, { reason });
export const rescheduleDay = (slug, time) => change('POST', `${day(slug)}/rescheduling`, time);
export const previewMarkdown = markdown => change('POST', '/api/organizer/markdown', { markdown });

/** @param {string} [key] without one it is only shown */
export const message = (slug, written, key) => change('POST', `${day(slug)}/messages${key ? '' : '?preview=true'}`, written, key ? { 'Idempotency-Key': key } : {});
export const mails = asked => look(`/api/organizer/mails?${query(asked)}`);
export const mail = id => look(`/api/organizer/mails/${id}`);
export const resend = id => change('POST', `/api/organizer/mails/${id}/resending`);

export const arrivals = slug => look(`${day(slug)}/arrivals`);

/** @param {{status?: string, q?: string, sort?: string, cursor?: string}} asked */
export const people = (slug, asked) => look(`${day(slug)}/registrations?${query(asked)}`);

/** All with a place, in one call and one row of the log. */
export const attendees = slug => look(`${day(slug)}/attendees.json`);
export const person = id => look(`/api/organizer/registrations/${id}`);
export const correct = (id, corrected) => change('PUT', `/api/organizer/registrations/${id}`, corrected);
export const cancel = id => change('POST', `/api/organizer/registrations/${id}/cancellation`);

/** @param {string} key one for each filled-in form: a second press registers nobody twice */
export const register = (slug, registration, key) => change('POST', `${day(slug)}/registrations`, registration, { 'Idempotency-Key': key });

export const dietCounts = slug => look(`${day(slug)}/diet-counts`);

/** In the language of the page, as {@link exportAddress}. */
export const kitchenAddress = slug => `${day(slug)}/diet-counts.csv?lang=${language}`;
export const writeNeeds = (id, needs) => change('PUT', `/api/organizer/registrations/${id}/needs`, needs);
export const erasure = () => look('/api/organizer/erasure');
export const changeErasureRule = ({ board, data }, rule) => change('PUT', `/api/organizer/erasure/rules/${encodeURIComponent(board)}/${data}`, rule);
export const erase = () => change('POST', '/api/organizer/erasure/run');
export const heldData = id => look(`/api/organizer/registrations/${id}/data`);
export const askErasure = (id, message) => change('POST', `/api/organizer/registrations/${id}/erasure-request`, { message });
export const erasureRequests = slug => look(`${day(slug)}/erasure-requests`);
export const answerErasure = (slug, id, outcome, answer) => change('POST', `${day(slug)}/erasure-requests/${id}/answer`, { outcome, answer });

export const waitlist = slug => look(`${day(slug)}/waitlist`);
export const moveGroup = (slug, id, before, reason) => change('POST', `${day(slug)}/waitlist/groups/${id}/move`, { before, reason });
export const offerPlace = (slug, id, reason) => change('POST', `${day(slug)}/waitlist/waits/${id}/offer`, { reason });

/** @param {'claim'|'decline'} answer what the person has said on the telephone */
export const answerOffer = (slug, id, answer) => change('POST', `${day(slug)}/waitlist/offers/${id}/answer`, { answer });

/** Everyone of a day, with who has been there. */
export const checkIns = slug => look(`${day(slug)}/check-ins`);

/** @param {{registrationId: string, present: boolean}[]} people all or none of them */
export const enterAttendance = (slug, people) => change('PUT', `${day(slug)}/attendance`, { people });

// Whatever the browser calls it: Windows has names of its own for CSV.
const report = file => new Blob([file], { type: 'text/csv' });

/** @param {Blob} file a meeting tool's attendance report, here and below */
export const previewReport = (slug, file) => change('POST', `${day(slug)}/attendance/report?preview=true`, report(file));
/** @param {string[]} restore the registrations of those who were removed by hand and are to be brought back */
export const keepReport = (slug, file, restore) => change('POST', `${day(slug)}/attendance/report${restore.length ? `?${new URLSearchParams(restore.map(id => ['restore', id]))}` : ''}`, report(file));

const speaker = id => `/api/organizer/speakers/${encodeURIComponent(id)}`;

export const speakers = async () => (await look('/api/organizer/speakers')).speakers;
export const speakerOf = id => look(speaker(id));
export const addSpeaker = added => change('POST', '/api/organizer/speakers', added);
export const changeSpeaker = (id, changed, version) => change('PUT', speaker(id), changed, read(version));
export const removeSpeaker = id => change('DELETE', speaker(id));

/** @param {Blob} file as it was chosen: the service makes its own of it */
export const setPortrait = (id, file) => change('PUT', `${speaker(id)}/portrait`, file);
export const removePortrait = id => change('DELETE', `${speaker(id)}/portrait`);

/** @param {'approval'|'rejection'} answer */
export const answerCorrection = (id, correction, answer) => change('POST', `${speaker(id)}/corrections/${correction}/${answer}`);

export const programme = slug => look(`${day(slug)}/programme`);
export const changeProgramme = (slug, sessions, version) => change('PUT', `${day(slug)}/programme`, { sessions }, read(version));
export const previewProgramme = (slug, csv) => change('POST', `${day(slug)}/programme/import?preview=true`, { csv });
export const importProgramme = (slug, csv, version) => change('POST', `${day(slug)}/programme/import`, { csv }, read(version));

export const schedules = slug => look(`${day(slug)}/schedules`);
export const previewSchedules = slug => tryChange('POST', `${day(slug)}/schedules?preview=true`);

/** @param {string|null} tag of the preview: what was looked at is what is sent */
export const sendSchedules = (slug, tag) => change('POST', `${day(slug)}/schedules`, undefined, tag ? { 'If-Match': tag } : {});
export const previewReminders = slug => change('POST', `${day(slug)}/schedules/reminders?preview=true`);
export const sendReminders = slug => change('POST', `${day(slug)}/schedules/reminders`);

export const sharing = slug => look(`${day(slug)}/sharing`);
export const share = (slug, chosen) => change('PUT', `${day(slug)}/sharing`, chosen);

const board = slug => `/api/organizer/boards/${encodeURIComponent(slug)}`;

export const editedSeries = () => look('/api/organizer/series');
export const changeSeries = (written, version) => change('PUT', '/api/organizer/series', written, read(version));
export const boards = () => look('/api/organizer/boards');
export const boardOf = slug => look(board(slug));
export const addBoard = written => change('POST', '/api/organizer/boards', written);
export const changeBoard = (slug, written, version) => change('PUT', board(slug), written, read(version));
export const removeBoard = (slug, version) => change('DELETE', board(slug), undefined, read(version));

const informationPage = language => `/api/organizer/information-pages/${language}`;

export const informationPages = () => look('/api/organizer/information-pages');
export const informationPageIn = language => look(informationPage(language));
export const changeInformationPage = (language, written, version) => change('PUT', informationPage(language), written, read(version));

export const accounts = () => look('/api/organizer/accounts');
export const addAccount = account => change('POST', '/api/organizer/accounts', account);
export const changeAccount = (id, account) => change('PUT', `/api/organizer/accounts/${id}`, account);
export const invite = id => change('POST', `/api/organizer/accounts/${id}/invitation`);
export const apiKeys = () => look('/api/organizer/api-keys');
export const addApiKey = key => change('POST', '/api/organizer/api-keys', key);
export const revokeApiKey = id => change('DELETE', `/api/organizer/api-keys/${id}`);

/** @param {{from?: string, to?: string}} asked dates, both included */
export const statistics = asked => look(`/api/organizer/statistics?${query(asked)}`);

/** In the language of the page, as {@link exportAddress}. */
export const statisticsAddress = asked => `/api/organizer/statistics.csv?${query({ ...asked, lang: language })}`;

/** @param {{subject?: string, cursor?: string}} asked */
export const log = asked => look(`/api/organizer/log?${query(asked)}`);
