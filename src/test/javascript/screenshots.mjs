// Makes the pictures of the page for the documentation, against a FileTrail in dev mode (./mvnw quarkus:dev):
//
//   npm install && node screenshots.mjs http://localhost:8080 ../../../docs/images

import { join, resolve } from 'node:path';
import { Browser } from './browser.mjs';

const [address, into] = process.argv.slice(2);
const origin = new URL(address).origin;
const browser = await Browser.start();

const SEVERAL = '1e5bc9d7e413ddd7902c2932e418702b84d0cc07';
const LIST = [SEVERAL, '3395856ce81f2b7382dee72602f798b642f14140', '75ad6ab81bfbc1c61efa6df0423fa60e3cafc307', 'b048fb06e723d54d387a892aed07243c3790e521',
  '00f11e00000000001ebb12d9828d5bce8683ddd8', '00f11e0000000002aad9eb9ad44685ff633c2747'];

async function picture(name, text, colorScheme, height) {
  const page = await browser.page([origin], { colorScheme, viewport: { width: 1200, height }, deviceScaleFactor: 1 });
  await page.goto(origin);
  await page.locator('#hashes').fill(text);
  await page.keyboard.press('Enter');
  await page.locator('#answer table').first().waitFor();
  await page.evaluate(() => document.activeElement.blur());
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(resolve(into), `${name}-${colorScheme}.png`) });
}

for (const colorScheme of ['light', 'dark']) {
  await picture('console', SEVERAL, colorScheme, 880);
  await picture('sweep', LIST.join('\n'), colorScheme, 700);
}
await browser.end();
