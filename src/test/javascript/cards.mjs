// Draws the cards of Teams with Microsoft's own renderer, as wide as a phone and as wide as a channel, and looks at each: that it is
// drawn without complaint, that none of the commonest markup came of a stranger's words, and that the card as a whole is not too
// wide. What the renderer itself hides, such as buttons beyond the edge, it does not see.
//
//   npm install && node cards.mjs ../../../target/cards [../../../docs/images/cards]
//
// The cards are those that TeamsConversationTest leaves in target/cards. With a second folder it puts pictures there. It prints what it found,
// and exits with 1 when that is anything.

import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { Browser } from './browser.mjs';

const [from, into] = process.argv.slice(2);
const { resolve } = createRequire(import.meta.url);
const renderer = readFileSync(resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8');
const markdown = readFileSync(resolve('markdown-it/dist/markdown-it.min.js'), 'utf8');
const widths = [320, 720];

/** Runs in the page; gives what is wrong with a card, in words. */
function draw(card, width) {
  const found = [];
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdownit().render(text);
    result.didProcess = true;
  };
  const adaptive = new AdaptiveCards.AdaptiveCard();
  adaptive.hostConfig = new AdaptiveCards.HostConfig({
    fontFamily: 'DejaVu Sans, sans-serif',
    hostWidthBreakpoints: { veryNarrow: 200, narrow: 400, standard: 640 },
  });
  const context = new AdaptiveCards.SerializationContext();
  adaptive.parse(card, context);
  for (let i = 0; i < context.eventCount; i++) {
    found.push(context.getEventAt(i).message);
  }
  const shown = adaptive.render();
  document.body.replaceChildren(shown);
  if (shown.scrollWidth > width) {
    found.push(`is ${shown.scrollWidth} wide`);
  }
  shown.querySelectorAll('img, script, iframe, strong, em, h1, h2, p a').forEach(each => {
    const ours = each.tagName === 'A' && each.href.startsWith('https://security.microsoft.com/');
    ours || found.push(`has ${each.outerHTML.slice(0, 100)}`);
  });
  return found;
}

const browser = await Browser.start();
const found = [];
const files = readdirSync(from).filter(name => name.endsWith('.json')).sort();
for (const file of files) {
  const name = basename(file, '.json');
  for (const width of widths) {
    const page = await browser.page([], { viewport: { width, height: 400 } });
    // Words break where they must, as they do in Teams and its emulator.
    await page.setContent('<!doctype html><meta charset=utf-8><style>body { margin: 0; overflow-wrap: anywhere }</style><body>');
    await page.addScriptTag({ content: renderer });
    await page.addScriptTag({ content: markdown });
    const faults = await page.evaluate(`(${draw})(${readFileSync(join(from, file), 'utf8')}, ${width})`);
    found.push(...[...faults, ...page.faults].map(fault => `${name}, ${width} wide: ${fault}`));
    if (into && width === 720) {
      await page.locator('body').screenshot({ path: join(into, `${name}.png`) });
    }
    await page.context().close();
  }
}
console.log(`${files.length} cards, ${widths.join(' and ')} wide`);
found.forEach(each => console.log(each));
process.exit(files.length > 0 && found.length === 0 ? 0 : 1);
