// Asks all that an assistant may ask FileTrail, with one of the official MCP clients, and prints the answers as one line of JSON,
// less what may differ from one time to the next. Whichever client it is and whichever way it goes, they are the same.
//
//   node questions.mjs LIBRARY HASH ADDRESS
//   node questions.mjs LIBRARY HASH COMMAND [ARGUMENT…]
//
// LIBRARY is one of libraries.mjs; the second form starts the program and talks to it by its standard streams.

import { libraries } from './libraries.mjs';

/** The age of an answer, and what is left of the calls. */
const passing = new Set(['age_seconds', 'allowances', 'budget', 'fetched_at', 'next_cursor', 'remembered', 'retry_after_seconds']);

const [library, hash, ...target] = process.argv.slice(2);
const mcp = await libraries[library]();
const overHttp = target[0].startsWith('http');
const client = new mcp.Client({ name: 'questions', version: '1.0.0' }, mcp.options);
await client.connect(
  overHttp
    ? new mcp.StreamableHTTPClientTransport(new URL(target[0]))
    : new mcp.StdioClientTransport({ command: target[0], args: target.slice(1), env: { ...process.env }, stderr: 'inherit' }),
);

/** Without what passes, at any depth. */
function lasting(value) {
  if (Array.isArray(value)) {
    return value.map(lasting);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !passing.has(key))
      .map(([key, inner]) => [key, lasting(inner)]),
  );
}

/** What a tool answers: its structure, whether it failed, and the beginning of its text when it did. */
async function call(name, args, options) {
  const result = await client.callTool({ name, arguments: args }, ...(options ? pack(options) : []));
  return {
    failed: result.isError === true,
    structure: lasting(result.structuredContent),
    kinds: result.content.map(each => each.type),
    words: result.isError ? result.content[0].text : undefined,
  };
}

/** The older client takes a schema of the result before the options. */
function pack(options) {
  return library === 'sdk' ? [undefined, options] : [options];
}

/** That a request is refused; how, differs between the revisions. */
async function refused(asking) {
  try {
    const result = await asking();
    return result.isError === true;
  } catch (error) {
    return Number.isInteger(error.code);
  }
}

async function pages() {
  const ids = [];
  for (let cursor; ;) {
    const args = { hash, limit: 5, ...(cursor ? { cursor } : {}) };
    const { structuredContent } = await client.callTool({ name: 'get_machines_for_file_hash', arguments: args });
    ids.push(...structuredContent.machines.map(machine => machine.id));
    cursor = structuredContent.next_cursor;
    if (!cursor) {
      return ids;
    }
  }
}

async function sweep() {
  const progress = [];
  const hashes = [hash, ...made(9)].join(' ');
  const answer = await call('sweep_file_hashes', { hashes }, { onprogress: each => progress.push(each.progress) });
  return { ...answer, told: progress.length > 0, rises: progress.every((each, i) => i === 0 || each > progress[i - 1]) };
}

/** Hashes that nobody knows, always the same. */
function made(count) {
  return Array.from({ length: count }, (_, i) => (i + 1).toString(16).padStart(40, 'a'));
}

/** Gives up at the first sign of life, and asks something else. */
async function cancellation() {
  const stop = new AbortController();
  const asked = client.callTool(
    { name: 'sweep_file_hashes', arguments: { hashes: made(60).join(' '), fresh: true } },
    ...pack({ signal: stop.signal, onprogress: () => stop.abort('enough') }),
  );
  const gaveUp = await asked.then(() => false, () => true);
  return { gaveUp, answersOn: (await client.listTools()).tools.length > 0 };
}

async function prompts() {
  const { prompts } = await client.listPrompts();
  const messages = {};
  for (const prompt of prompts) {
    const args = Object.fromEntries((prompt.arguments ?? []).filter(each => each.required).map(each => [each.name, hash]));
    messages[prompt.name] = (await client.getPrompt({ name: prompt.name, arguments: args })).messages;
  }
  return { prompts, messages };
}

async function completions(prompts) {
  const values = {};
  for (const prompt of prompts) {
    for (const { name } of prompt.arguments ?? []) {
      const ref = { type: 'ref/prompt', name: prompt.name };
      const { completion } = await client.complete({ ref, argument: { name, value: hash.slice(0, 4) } });
      values[`${prompt.name}/${name}`] = completion.values;
    }
  }
  return values;
}

async function resources() {
  const { resources } = await client.listResources();
  const { resourceTemplates } = await client.listResourceTemplates();
  const contents = {};
  for (const uri of [...resources.map(each => each.uri), ...resourceTemplates.map(each => each.uriTemplate.replace('{sha1}', hash))]) {
    contents[uri] = (await client.readResource({ uri })).contents.map(each => ({
      ...each,
      text: each.mimeType === 'application/json' ? lasting(JSON.parse(each.text)) : each.text,
    }));
  }
  return { resources, resourceTemplates, contents };
}

const server = client.getServerVersion();
const able = client.getServerCapabilities();
const answers = {
  server: { name: server.name, version: server.version },
  instructions: client.getInstructions(),
  tools: (await client.listTools()).tools,
  machines: await call('get_machines_for_file_hash', { hash, limit: 5 }),
  pages: await pages(),
  noHash: await call('get_machines_for_file_hash', { hash: 'no hash' }),
  noTool: await refused(() => client.callTool({ name: 'no_such_tool', arguments: {} })),
  noResource: await refused(() => client.readResource({ uri: 'filetrail://nothing' })),
  sweep: await sweep(),
  cancellation: await cancellation(),
  resources: await resources(),
};
if (able.prompts) {
  answers.prompts = await prompts();
  answers.noPrompt = await refused(() => client.getPrompt({ name: 'no_such_prompt' }));
}
if (able.completions && answers.prompts) {
  answers.completions = await completions(answers.prompts.prompts);
}
const revision = client.getNegotiatedProtocolVersion?.() ?? null;
await client.close();
console.log(JSON.stringify({ revision, answers }));
