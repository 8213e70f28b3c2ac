// The page of a host of MCP Apps, bundled for the browser: the official client asks FileTrail, the official bridge speaks with the
// view, which lives in a frame within a frame of another origin, as the specification has it. What the view asks of its host is noted.

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { AppBridge, PostMessageTransport, RESOURCE_MIME_TYPE, buildAllowAttribute, getToolUiResourceUri } from '@modelcontextprotocol/ext-apps/app-bridge';

const asked = { links: [], downloads: [], contexts: [], sizes: [], calls: [], modes: [] };
const everything = { openLinks: {}, downloadFile: {}, serverTools: {}, updateModelContext: { text: {} }, logging: {} };

let client;
let bridge;
let tools;
let page;

async function connect(address) {
  client = new Client({ name: 'host-of-mcp-apps', version: '1.0.0' }, { capabilities: { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: [RESOURCE_MIME_TYPE] } } } });
  await client.connect(new StreamableHTTPClientTransport(new URL(address)));
  ({ tools } = await client.listTools());
}

/** Shows the view of a tool, in a frame that holds it alone; ready when it has begun. */
async function open(name, { sandbox, context = {}, capabilities = everything } = {}) {
  const uri = getToolUiResourceUri(tools.find(tool => tool.name === name));
  page = (await client.readResource({ uri })).contents[0];
  if (page.mimeType !== RESOURCE_MIME_TYPE) {
    throw new Error('not an app: ' + page.mimeType);
  }
  bridge = new AppBridge(client, { name: 'host-of-mcp-apps', version: '1.0.0' }, capabilities, { hostContext: { theme: 'light', displayMode: 'inline', ...context } });
  bridge.onopenlink = async ({ url }) => (asked.links.push(url), {});
  bridge.ondownloadfile = async ({ contents }) => (asked.downloads.push(...contents), {});
  bridge.onupdatemodelcontext = async ({ content }) => (asked.contexts.push(...content), {});
  bridge.onrequestdisplaymode = async ({ mode }) => (asked.modes.push(mode), { mode });
  bridge.addEventListener('sizechange', size => {
    asked.sizes.push(size);
    frame.style.height = size.height + 'px';
  });
  if (!capabilities.serverTools) {
    bridge.oncalltool = undefined;
  }
  const frame = document.createElement('iframe');
  frame.sandbox = 'allow-scripts allow-same-origin';
  frame.allow = buildAllowAttribute(page._meta.ui.permissions);
  frame.style.cssText = 'width: 100%; border: 0; height: 500px; display: block';
  const began = new Promise(resolve => bridge.addEventListener('initialized', resolve));
  bridge.addEventListener('sandboxready', () => bridge.sendSandboxResourceReady({ html: page.text, csp: page._meta.ui.csp }));
  document.getElementById('place').replaceChildren(frame);
  await bridge.connect(new PostMessageTransport(frame.contentWindow, frame.contentWindow));
  frame.src = sandbox;
  await began;
  return { meta: page._meta, appInfo: bridge.getAppVersion(), size: page.text.length };
}

/** What a host does for a model: asks, and hands question and answer on to the view. */
async function ask(name, args) {
  await bridge.sendToolInput({ arguments: args });
  await bridge.sendToolResult(await client.callTool({ name, arguments: args }));
}

window.host = {
  asked, connect, open, ask,
  input: args => bridge.sendToolInput({ arguments: args }),
  result: result => bridge.sendToolResult(result),
  cancelled: reason => bridge.sendToolCancelled({ reason }),
  context: context => bridge.sendHostContextChange(context),
  teardown: () => bridge.teardownResource({}),
};
