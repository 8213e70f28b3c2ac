// Serves a host of MCP Apps on this machine: its page from one origin, the frame that keeps the view apart from another.

import { createServer } from 'node:http';
import { build } from 'esbuild';

const HOST = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><style>body { margin: 0 } body.dark { background: #1b1b1b }</style>'
  + '<div id="place"></div><script src="host.js"></script></html>';

/** As the specification has it: loads the view into a frame of its own, and hands on what the two say to each other. */
const PROXY = `<!doctype html><meta charset="utf-8"><title>Sandbox</title><style>html, body, iframe { margin: 0; height: 100%; width: 100%; border: 0; display: block }</style><script>
  const inner = document.createElement('iframe');
  inner.title = 'FileTrail';
  inner.setAttribute('sandbox', 'allow-scripts');
  addEventListener('message', ({ source, data }) => {
    if (source === parent) {
      if (data.method === 'ui/notifications/sandbox-resource-ready') {
        inner.srcdoc = data.params.html;
        document.body.append(inner);
      } else {
        inner.contentWindow.postMessage(data, '*');
      }
    } else if (source === inner.contentWindow) {
      parent.postMessage(data, '*');
    }
  });
  parent.postMessage({ jsonrpc: '2.0', method: 'ui/notifications/sandbox-proxy-ready', params: {} }, '*');
</script>`;

/** What the specification has a host allow a view that names no domains. */
const POLICY = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self' data:; connect-src 'none'; frame-src 'none'; base-uri 'self'; object-src 'none'";

async function serve(answer) {
  const server = createServer(answer);
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, end: () => new Promise(resolve => { server.closeAllConnections(); server.close(resolve); }) };
}

export async function startHost() {
  const bundle = await build({ entryPoints: ['host-page.js'], bundle: true, write: false, format: 'iife', platform: 'browser', logLevel: 'error' });
  const script = bundle.outputFiles[0].contents;
  const host = await serve((request, response) => {
    const isScript = request.url === '/host.js';
    response.writeHead(200, { 'Content-Type': isScript ? 'text/javascript' : 'text/html' }).end(isScript ? script : HOST);
  });
  const sandbox = await serve((request, response) => {
    // A srcdoc frame is under the policy of the page around it, which loads no frame but that one.
    response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Security-Policy': POLICY }).end(PROXY);
  });
  return { origin: host.origin, sandbox: sandbox.origin, origins: [host.origin, sandbox.origin], end: () => Promise.all([host.end(), sandbox.end()]) };
}

/** The frame in which the view lives. */
export async function viewIn(page) {
  const inner = await page.locator('iframe').contentFrame().locator('iframe').elementHandle();
  return inner.contentFrame();
}
