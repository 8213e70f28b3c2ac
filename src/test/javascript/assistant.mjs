// An assistant that knows FileTrail's address and nothing else: it is refused, finds the OpenID provider by what it is told,
// has its person sign in, and asks its question. All that is OAuth is done by the official MCP client; ours is the person.
//
//   node assistant.mjs LIBRARY ADDRESS HASH USER PASSWORD [CLIENT_ID]
//
// LIBRARY is one of libraries.mjs. Without a CLIENT_ID it registers itself with the provider. It prints one line of JSON:
// every request with its status, and the structured answer, if it came to one.

import { libraries } from './libraries.mjs';
import { SignIn } from './sign-in.mjs';

const [library, address, hash, user, password, clientId] = process.argv.slice(2);
const mcp = await libraries[library]();
const signIn = new SignIn(user, password, clientId);
const requests = [];

async function noting(url, init) {
  const response = await fetch(url, init);
  requests.push(`${init?.method ?? 'GET'} ${new URL(url).pathname} ${response.status}`);
  return response;
}

async function connect() {
  const client = new mcp.Client({ name: 'assistant', version: '1.0.0' }, mcp.options);
  const transport = new mcp.StreamableHTTPClientTransport(new URL(address), { authProvider: signIn, fetch: noting });
  try {
    await client.connect(transport);
    return client;
  } catch (refused) {
    if (!(refused instanceof mcp.UnauthorizedError) || signIn.tokens()) {
      throw refused;
    }
    await transport.finishAuth(mcp.cameBack(signIn.callback));
    return connect();
  }
}

const outcome = { requests };
try {
  const client = await connect();
  const result = await client.callTool({ name: 'get_machines_for_file_hash', arguments: { hash, limit: 200 } });
  outcome.answer = result.structuredContent;
  await client.close();
} catch (refused) {
  console.error(refused);
  process.exitCode = 1;
}
console.log(JSON.stringify(outcome));
