import { el } from '../dom.js';
import { ownHtml } from '../own.js';
import { explain } from '../problems.js';
import { previewMarkdown } from './calls.js';

/**
 * A button that shows Markdown as it will be, and where it is shown.
 * @param {{label: string, empty: string, text: () => string, level?: number, lang?: string}} about level, lang: as for {@link ownHtml}
 */
export function markdownPreview({ label, empty, text, level, lang }) {
  const panel = el('div', { class: 'panel', hidden: true, role: 'status' });
  const button = el('button', { type: 'button', class: 'button', click: async () => {
    panel.hidden = false;
    try {
      const { html } = await previewMarkdown(text());
      panel.replaceChildren(html ? ownHtml(html, level, lang) : empty);
    } catch (error) {
      const { heading, words } = explain(error, 'reading');
      panel.replaceChildren(`${heading}. ${words}`);
    }
  } }, label);
  return { button, panel };
}
