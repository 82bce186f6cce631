/** The service worker: after the first visit the page works without a network. The build says which files there are. */
declare const FILES: readonly string[];
declare const VERSION: string;

/** The least of a service worker's scope that is used here. */
interface Scope {
  registration: { scope: string };
  addEventListener(
    type: 'install' | 'activate',
    listener: (event: { waitUntil(work: Promise<unknown>): void }) => void,
  ): void;
  addEventListener(
    type: 'fetch',
    listener: (event: { request: Request; respondWith(answer: Promise<Response>): void }) => void,
  ): void;
}

const scope = self as unknown as Scope;
const home = scope.registration.scope;
/** Other pages of the same site have caches, too: the name says whose it is. */
const prefix = `unisono ${home} `;
const cacheName = prefix + VERSION;

scope.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll(FILES.map((file) => new Request(home + file, { cache: 'reload' })))),
  );
});

scope.addEventListener('activate', (event) => {
  const old = (key: string) => key.startsWith(prefix) && key !== cacheName;
  event.waitUntil(caches.keys().then((keys) => Promise.all(keys.filter(old).map((key) => caches.delete(key)))));
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(home)) return;
  event.respondWith(
    caches
      .open(cacheName)
      .then((cache) => cache.match(request.url === home ? `${home}index.html` : request, { ignoreSearch: true }))
      .then((found) => found ?? fetch(request)),
  );
});
