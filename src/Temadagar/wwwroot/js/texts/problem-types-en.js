// Same keys as problem-types-sv.js.
export const words = {
  title: 'Problems of the API',
  lead: 'This is how the API of the service answers when something cannot be done. The page is for you who write programs for it.',
  sent: 'The reply is application/problem+json (RFC 9457). Let your program go by type, which does not change, and show title and detail to people. Where it matters they also say whether anything was saved.',
  what: 'What to do', status: 'Status', type: 'Type', all: 'All problems',
  statuses: {
    400: 'Something needs to be corrected', 401: 'It is not known who asks', 403: 'It is not allowed', 404: 'It is not there', 405: 'Wrong method', 408: 'It took too long', 409: 'It cannot be done as things are',
    410: 'It is no longer there', 412: 'It has changed', 413: 'Too large', 415: 'Wrong kind of content', 422: 'Used for something else', 428: 'The version is missing', 429: 'Too often', 500: 'A fault of ours', 503: 'Not available right now',
  },
};
