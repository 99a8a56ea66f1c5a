/** The colour and the shape of each state that a certificate can be in, wherever it is shown. */
export const stateMarks = { valid: ['good', 'done'], replaced: ['scarce', 'closed'], revoked: ['bad', 'cancelled'] };
