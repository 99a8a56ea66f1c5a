/** Builds an element. Text goes in as text: nothing that comes from the API can become markup this way. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }

  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** Moves reading to a heading or a box that cannot be reached by Tab. */
export function moveTo(element) {
  element.setAttribute('tabindex', '-1');
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'start' });
}

/** A link that is spoken of in the middle of a sentence: "Read more at {}." */
export function sentence(text, ...parts) {
  const pieces = text.split('{}');
  return pieces.flatMap((piece, index) => (index < parts.length ? [piece, parts[index]] : [piece]));
}

/** A term and what is said of it, for a list of facts. */
export const fact = (term, ...descriptions) => el('div', {}, el('dt', {}, term), descriptions.filter(Boolean).map(text => el('dd', {}, text)));
