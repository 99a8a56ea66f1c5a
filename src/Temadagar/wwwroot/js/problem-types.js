import { ask } from './api.js';
import { el, fact } from './dom.js';
import { page, setTitle, show } from './page.js';
import { words } from './problem-types-texts.js';

const asked = decodeURIComponent(location.pathname.split('/')[2] ?? '');

const details = problem => (problem.details.length === 1
  ? problem.details[0]
  : el('ul', { class: 'points' }, problem.details.map(detail => el('li', {}, detail))));

const status = problem => `${problem.status} ${words.statuses[problem.status] ?? ''}`;

function one(problem) {
  setTitle(problem.title);
  return page(
    el('h1', {}, problem.title),
    el('p', { class: 'lead' }, words.lead),
    el('dl', { class: 'facts' },
      fact(words.what, details(problem)),
      fact(words.status, status(problem)),
      fact(words.type, el('code', {}, problem.type))),
    el('p', {}, words.sent),
    el('p', { class: 'actions' }, el('a', { class: 'button', href: '/problems' }, words.all)));
}

function all(problems) {
  setTitle(words.title);
  return page(
    el('h1', {}, words.title),
    el('p', { class: 'lead' }, words.lead),
    el('p', {}, words.sent),
    [...new Set(problems.map(status))].map(heading => el('section', { class: 'flow part' },
      el('h2', {}, heading),
      el('ul', { class: 'rows' }, problems.filter(problem => status(problem) === heading).map(problem => el('li', { class: 'flow', id: problem.name },
        el('h3', {}, el('a', { href: problem.type }, problem.title)),
        el('p', { class: 'muted' }, el('code', {}, problem.name)),
        el('div', {}, details(problem))))))));
}

await show(() => ask('/api/problems'), problems => {
  const found = problems.find(problem => problem.name === asked);
  return found ? one(found) : all(problems);
});
