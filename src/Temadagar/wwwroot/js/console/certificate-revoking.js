import { revoke } from './certificate-calls.js';
import { words } from './certificate-words.js';
import { withReason } from './reason-dialog.js';

const own = words.revoking;

/**
 * Asks why, and revokes.
 * @returns {Promise<object|null>} the certificate as it is then; null where nothing was done
 */
export async function revoking(certificate) {
  let revoked = null;
  await withReason({ ...own, heading: own.heading(certificate.name), text: own.words }, async reason => {
    revoked = await revoke(certificate.id, reason);
  });
  return revoked;
}
