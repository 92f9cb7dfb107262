import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startPage } from '../../local/phone/page-server.ts';
import { launchChromium } from '../../local/phone/testing/chromium.ts';
import { echoReply } from '../../local/product/echo-reply.ts';
import { LocalWorld } from '../../local/world/local-world.ts';
import { animation } from './animation.ts';
import { Tour } from './tour.ts';

const IMAGES = join(import.meta.dirname, '..', '..', 'docs', 'images');
const VIEWPORT = { width: 1280, height: 800 };

const world = await LocalWorld.start({ productReply: echoReply });
const server = await startPage(world, { port: 0 });
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: VIEWPORT, colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(server.url);
  const tour = new Tour(page);
  await tour.run();
  const moving = animation(tour.frames);
  await writeFile(join(IMAGES, 'linking.gif'), moving);
  await page.screenshot({ path: join(IMAGES, 'page.png') });
  console.log(`docs/images/linking.gif: ${tour.frames.length} frames, ${Math.ceil(moving.length / 1000)} kB`);
} finally {
  await browser.close();
  await server.stop();
  await world.stop();
}
