/** The official MCP clients in TypeScript, by what we call them: the one without and the one with the stateless revision. */
export const libraries = {
  sdk: async () => ({
    ...(await import('@modelcontextprotocol/sdk/client/index.js')),
    ...(await import('@modelcontextprotocol/sdk/client/auth.js')),
    ...(await import('@modelcontextprotocol/sdk/client/streamableHttp.js')),
    ...(await import('@modelcontextprotocol/sdk/client/stdio.js')),
    // The older one takes the code alone, the newer one all that came with it.
    cameBack: callback => callback.get('code'),
    options: {},
  }),
  client: async () => ({
    ...(await import('@modelcontextprotocol/client')),
    ...(await import('@modelcontextprotocol/client/stdio')),
    cameBack: callback => callback,
    options: {},
  }),
  'client-auto': async () => ({
    ...(await libraries.client()),
    options: { versionNegotiation: { mode: 'auto' } },
  }),
};
