// Chromium as a reader has it, with everything written down that a page does.
import { launch as launchBrowser } from 'puppeteer-core';

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

export function launch() {
  return launchBrowser({ executablePath: process.env.CHROMIUM, headless: true, args: quiet });
}

// Before anything of the page runs: what moves, and when something can first be seen.
function watchLayout() {
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
}

export const widths = { wide: [1280, 900], phone: [390, 844], narrow: [320, 640] };

/** The same page at another width, or in other colours, once it has been painted so. */
export async function turn(page, { width, scheme }) {
  const [w, h] = widths[width];
  await page.setViewport({ width: w, height: h });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
}

// Pages of some tens of kilobytes come in a few seconds, in pieces, and are laid out piece by piece.
const slowly = { offline: false, latency: 100, downloadThroughput: 15_000, uploadThroughput: 15_000 };

/** Opens `url` and gives the page, with `seen`: {status, bytes, requests, complaints}. `slow`: over a bad line. */
export async function open(browser, url, { width = 'wide', scheme = 'light', script = true, slow = false } = {}) {
  const page = await browser.newPage();
  const [w, h] = widths[width];
  await page.setViewport({ width: w, height: h });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.setExtraHTTPHeaders({ 'accept-language': 'en' });
  await page.setJavaScriptEnabled(script);
  const seen = { status: 0, bytes: 0, requests: [], complaints: [] };
  const session = await page.createCDPSession();
  await session.send('Network.enable');
  if (slow) await session.send('Network.emulateNetworkConditions', slowly);
  session.on('Network.loadingFinished', (event) => { seen.bytes += event.encodedDataLength; });
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('requestfailed', (request) => seen.complaints.push(`failed: ${request.url()}`));
  page.on('pageerror', (error) => seen.complaints.push(String(error)));
  page.on('console', (message) => {
    const own = message.location().url === url && /status of 4\d\d/.test(message.text());  // an error page is meant
    if (['error', 'warn'].includes(message.type()) && !own) seen.complaints.push(message.text());
  });
  if (script) await page.evaluateOnNewDocument(watchLayout);
  const response = await page.goto(url, { waitUntil: 'load' });
  seen.status = response.status();
  return Object.assign(page, { seen });
}
