// A headless Chromium for tests, and what a page in it complains about.
import { chromium } from 'playwright-core';

/** Starts the Chromium that `npm test` found. */
export async function startChromium() {
  const executablePath = process.env.CHROMIUM;
  if (!executablePath) throw new Error('CHROMIUM does not say where Chromium is: run these tests with npm test');
  return chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}

/**
 * Opens a page; `complaints` gathers its errors, failed requests and requests to elsewhere. `options` are the browser
 * context's; `prepare` gets the page before anything is loaded.
 */
export async function openPage(browser, address, options, prepare) {
  const page = await browser.newPage(options);
  await prepare?.(page);
  const complaints = [];
  page.on('pageerror', (problem) => complaints.push(`error: ${problem.message}`));
  page.on('console', (message) => message.type() === 'error' && complaints.push(`console: ${message.text()}`));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  const folder = address.replace(/#.*$/, '');
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(folder) && !/^(data|blob):/.test(url)) complaints.push(`outside of its folder: ${url}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(address);
  return { page, complaints };
}
