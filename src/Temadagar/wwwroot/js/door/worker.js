// Keeps the files of the page at the door, so that it opens without network. VERSION stands above, put there by the service (Attendance/DoorPage.cs):
// another version is another set of files, taken whole or not at all. No reply of the API and nobody's name is ever kept here.
const NAME = `temadagar-incheckning-${VERSION}`;
const PAGE = '/incheckning/';
const READER = ['/js/lib/qr/decode.js', '/js/lib/qr/index.js'];

const hasReader = async () => 'BarcodeDetector' in self && (await BarcodeDetector.getSupportedFormats()).includes('qr_code');

async function fetchFiles() {
  const cache = await caches.open(NAME);
  const files = [PAGE, ...FILES, ...await hasReader().catch(() => false) ? [] : READER];
  await cache.addAll(files.map(file => new Request(file, { cache: 'no-cache' })));
}

async function removeOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter(name => name.startsWith('temadagar-incheckning-') && name !== NAME).map(name => caches.delete(name)));
}

async function answer(request) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(request.mode === 'navigate' ? PAGE : request, { ignoreSearch: true });
  return kept ?? fetch(request);
}

self.addEventListener('install', event => event.waitUntil(fetchFiles().then(() => self.skipWaiting())));
self.addEventListener('activate', event => event.waitUntil(removeOthers().then(() => self.clients.claim())));
self.addEventListener('fetch', event => {
  const { origin, pathname } = new URL(event.request.url);
  const ours = event.request.mode === 'navigate' ? pathname === PAGE : !pathname.startsWith('/api/');
  if (ours && event.request.method === 'GET' && origin === location.origin) {
    event.respondWith(answer(event.request));
  }
});
