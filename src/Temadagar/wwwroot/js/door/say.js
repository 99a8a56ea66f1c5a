/** Writes a text where it is not there already: the same words again would be read aloud again. */
export function say(box, text) {
  if (box.textContent !== text) {
    box.textContent = text;
  }
}
