import { el } from './dom.js';
import { language } from './texts.js';

// Organizers write in Swedish; on an English page a screen reader must be told so.
const tongue = language === 'sv' ? null : 'sv';

/** A piece of the organizer's own text. */
export const own = (text, tag = 'span', attributes = {}) => el(tag, { ...attributes, lang: tongue }, text);

/**
 * The organizer's Markdown, which the server has made into HTML and sanitized. The only place that inserts HTML.
 * @param {number} level the level that its highest heading gets, so that the page's headings stay in order
 * @param {string} [lang] where it is not Swedish
 */
export function ownHtml(html, level = 3, lang = tongue) {
  const block = el('div', { class: 'own', lang });
  block.innerHTML = html;
  const headings = [...block.querySelectorAll('h1, h2, h3, h4, h5, h6')];
  const highest = Math.min(...headings.map(heading => Number(heading.tagName[1])));
  for (const heading of headings) {
    const tag = `h${Math.min(6, Number(heading.tagName[1]) - highest + level)}`;
    heading.replaceWith(el(tag, {}, [...heading.childNodes]));
  }

  return block;
}
