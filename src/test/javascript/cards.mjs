// Draws cards of Teams with Microsoft's own renderer, as wide as a phone and as wide as a channel. Of each it checks that it is drawn
// without complaint, that every word is shown as it is written, so that no stranger's became markup, that links lead where they may,
// and that nothing is cut off.
//
//   node cards.mjs CARDS [PICTURES [WIDTH]]
//
// CARDS is a folder, such as target/cards, where CardsDrawnIT leaves one of each kind. PICTURES is where pictures are put, of the wider
// ones or of those of WIDTH.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { Browser } from './browser.mjs';
import { cutOff } from './cut-off.mjs';

const WIDTHS = [320, 720];
const PORTAL = 'https://security.microsoft.com/';

const [from, into, pictured = '720'] = process.argv.slice(2);
const { resolve } = createRequire(import.meta.url);
const renderer = readFileSync(resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8');
const markdown = readFileSync(resolve('markdown-it/dist/markdown-it.min.js'), 'utf8');

/** Runs in the page: draws the card, and tells what became of it. */
function draw(card) {
  const complaints = [];
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdownit().render(text);
    result.didProcess = true;
    const { body } = new DOMParser().parseFromString(result.outputHtml, 'text/html');
    const asWritten = body.children.length === 1 && body.firstChild.tagName === 'P' && body.firstChild.children.length === 0;
    if (!asWritten || body.textContent.trim() !== text.trim()) {
      complaints.push(`markup: ${text} became ${result.outputHtml}`);
    }
  };
  const adaptive = new AdaptiveCards.AdaptiveCard();
  adaptive.hostConfig = new AdaptiveCards.HostConfig({ fontFamily: 'DejaVu Sans, sans-serif' });
  const context = new AdaptiveCards.SerializationContext();
  adaptive.parse(card, context);
  for (let i = 0; i < context.eventCount; i++) {
    complaints.push(`complaint: ${context.getEventAt(i).message}`);
  }
  const shown = adaptive.render();
  document.body.replaceChildren(shown);
  return {
    complaints,
    text: shown.innerText,
    tags: [...new Set([...shown.querySelectorAll('*')].map(each => each.tagName))],
    links: [...shown.querySelectorAll('[href]')].map(each => each.getAttribute('href')).filter(href => href),
  };
}

/** All that is to be seen of a card, and where it leads, as its JSON has it. */
function written(part, all = { texts: [], runs: [], addresses: [] }) {
  if (Array.isArray(part)) {
    part.forEach(each => written(each, all));
  } else if (part && typeof part === 'object') {
    all.texts.push(...[part.text, part.title, part.value].filter(each => typeof each === 'string'));
    all.addresses.push(...[part.url, part.iconUrl, part.backgroundImage].filter(each => typeof each === 'string'));
    if (part.type === 'TextRun' && part.selectAction) {
      all.runs.push(part.selectAction.url);
    }
    ['body', 'items', 'columns', 'rows', 'cells', 'facts', 'inlines', 'actions', 'selectAction'].forEach(name => written(part[name], all));
  }
  return all;
}

const oneLine = text => text.replace(/\s+/g, ' ').trim();

/** What is wrong with a card that was drawn, in words. */
function faults(card, drawn) {
  const { texts, runs, addresses } = written(card);
  const shown = oneLine(drawn.text);
  const known = ['DIV', 'SPAN', 'P', 'A', 'BUTTON', 'TABLE', 'TBODY', 'TR', 'TD'];
  return [
    ...drawn.complaints,
    ...texts.filter(text => !shown.includes(oneLine(text))).map(text => `not shown as written: ${text}`),
    ...drawn.tags.filter(tag => !known.includes(tag)).map(tag => `markup: <${tag}>`),
    ...addresses.filter(address => !address.startsWith(PORTAL)).map(address => `link: to ${address}`),
    ...drawn.links.filter(link => !runs.includes(link)).map(link => `link: ${link} is of no run of text`),
  ];
}

/** What is wrong with a card, in words. The page is one for all cards of a width, since a new one for each takes most of the time. */
async function faultsOf(card, page, picture) {
  page.faults.length = 0;
  const found = faults(card, await page.evaluate(draw, card));
  found.push(...await page.locator('body > *').evaluate(cutOff));
  if (picture) {
    await page.locator('body').screenshot({ path: picture });
  }
  return [...found, ...page.faults];
}

const browser = await Browser.start();
for (const width of WIDTHS) {
  const page = await browser.page([], { viewport: { width, height: 400 } });
  // Words break where they must, as they do in Teams and its emulator.
  await page.setContent('<!doctype html><meta charset=utf-8><style>body { margin: 0; overflow-wrap: anywhere }</style><body>');
  await page.addScriptTag({ content: renderer });
  await page.addScriptTag({ content: markdown });
  for (const file of readdirSync(from).filter(name => name.endsWith('.json')).sort()) {
    const card = JSON.parse(readFileSync(join(from, file), 'utf8'));
    const name = basename(file, '.json');
    const picture = into && String(width) === pictured && join(into, `${name}.png`);
    await browser.check(`${name}, ${width} wide`, async () => {
      const found = await faultsOf(card, page, picture);
      assert.ok(found.length === 0, found.join('\n'));
    });
  }
  await page.context().close();
}
await browser.end();
