import { Refusal } from './api.js';
import { explained } from './problems.js';

/**
 * Does what a button on one's own page says, once at a time. What goes wrong is said in the panel, and the button can be pressed again.
 * @param {() => Promise<object>} call its reply is the registration as it is after
 * @param {(mine: object) => void} done
 * @param {() => void} invalid the link holds no longer
 */
export async function ownDeed(button, panel, call, done, invalid) {
  if (button.getAttribute('aria-disabled')) {
    return;
  }

  button.setAttribute('aria-disabled', 'true');
  try {
    done(await call());
  } catch (error) {
    if (error instanceof Refusal && error.status === 401) {
      invalid();
      return;
    }

    panel.querySelector('.status')?.remove();
    panel.append(explained(error, 'sending', { class: 'status', role: 'alert' }));
  } finally {
    button.removeAttribute('aria-disabled');
  }
}
