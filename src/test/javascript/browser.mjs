// A real browser, the Debian one, and what every check of the page has in common: whatever the page does that its policy forbids,
// every request that it makes, every error that it throws is noted, and fails the check at its end.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const LONGEST_MILLIS = 75_000;

export class Browser {
  #browser;
  #checks = [];

  static async start() {
    const started = new Browser();
    started.#browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu'],
    });
    return started;
  }

  /** A page in a profile of its own. Requests may go to these origins only. */
  async page(origins, options = {}) {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: 'light', ...options });
    const page = await context.newPage();
    page.faults = [];
    page.setDefaultTimeout(60_000);
    await page.addInitScript(() => addEventListener('securitypolicyviolation',
      event => console.error(`violates ${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`)));
    page.on('console', message => message.type() === 'error' && page.faults.push(message.text()));
    page.on('pageerror', failure => page.faults.push(String(failure)));
    page.on('dialog', dialog => {
      page.faults.push('a dialog: ' + dialog.message());
      dialog.dismiss();
    });
    page.on('request', request => {
      const url = new URL(request.url());
      if (['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && !origins.includes(url.origin)) {
        page.faults.push('asks ' + request.url());
      }
    });
    return page;
  }

  /**
   * Runs a check; what comes of it is in the report. One that does not come to an end is run once more: that has been seen twice
   * in a hundred runs, on a busy machine, between browser and host page, and its cause is not known.
   */
  async check(name, run) {
    const outcome = await this.#attempt(name, run);
    this.#checks.push(outcome.hung ? { ...(await this.#attempt(name, run)), again: true } : outcome);
    console.error(JSON.stringify(this.#checks.at(-1)));
  }

  async #attempt(name, run) {
    const began = performance.now();
    const hung = Symbol('hung');
    let bell;
    try {
      const outcome = await Promise.race([run(), new Promise(resolve => {
        bell = setTimeout(() => resolve(hung), LONGEST_MILLIS);
      })]);
      const millis = Math.round(performance.now() - began);
      return outcome === hung ? { name, millis, failure: 'It did not come to an end.', hung: true } : { name, millis };
    } catch (failure) {
      return { name, millis: Math.round(performance.now() - began), failure: failure.stack ?? String(failure) };
    } finally {
      clearTimeout(bell);
    }
  }

  /** One line of JSON for the test that has started this. */
  async end() {
    await this.#browser.close();
    console.log(JSON.stringify(this.#checks));
  }
}

/** What axe-core finds wrong with a page, or with a frame in it. */
export async function inaccessible(frame) {
  await frame.evaluate(axe);
  return frame.evaluate(async () => {
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(node => `${node.html} ${node.failureSummary}`).join(' | ')}`);
  });
}

/** The texts of a column, of the rows that are drawn. */
export function column(frame, number) {
  return frame.locator(`.scroll tbody tr[aria-rowindex] td:nth-child(${number})`).allInnerTexts();
}
