import { randomUUID } from 'node:crypto';

/** What a person and the browser do for an MCP client: sign in on the provider's page, and come back with a code. */
export class SignIn {
  #user;
  #password;
  #client;
  #tokens;
  #verifier;
  #discovered;
  #state = randomUUID();

  /** What the provider sent the browser back with, after the person has signed in. */
  callback;

  /** A client id that is not there is asked of the provider. */
  constructor(user, password, clientId) {
    this.#user = user;
    this.#password = password;
    this.#client = clientId && { client_id: clientId };
  }

  // Nobody listens there: the browser is ours, and reads where it is sent.
  redirectUrl = 'http://127.0.0.1:7777/callback';

  clientMetadata = {
    client_name: 'assistant',
    redirect_uris: [this.redirectUrl],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  };

  clientInformation() {
    return this.#client;
  }

  saveClientInformation(client) {
    this.#client = client;
  }

  tokens() {
    return this.#tokens;
  }

  saveTokens(tokens) {
    this.#tokens = tokens;
  }

  codeVerifier() {
    return this.#verifier;
  }

  saveCodeVerifier(verifier) {
    this.#verifier = verifier;
  }

  discoveryState() {
    return this.#discovered;
  }

  saveDiscoveryState(discovered) {
    this.#discovered = discovered;
  }

  state() {
    return this.#state;
  }

  async redirectToAuthorization(url) {
    const browser = new Browser();
    const page = await browser.open(url, this.redirectUrl);
    const back = await browser.submit(page, { username: this.#user, password: this.#password }, this.redirectUrl);
    this.callback = back.searchParams;
    if (this.callback?.get('state') !== this.#state || !this.callback.get('code')) {
      throw new Error(`The sign-in came back without its state or a code: ${back}`);
    }
  }
}

/** As much of a browser as a sign-in page needs: cookies, redirects, one form. */
class Browser {
  #cookies = new Map();

  /** Gives the page, or the address once the provider sends us back to it. */
  async open(url, back, init = {}) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set);
      this.#cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (!location) {
      return { url, status: response.status, html: await response.text() };
    }
    const next = new URL(location, url);
    return next.href.startsWith(back) ? next : this.open(next, back);
  }

  /** Fills in the page's form and sends it. */
  async submit(page, fields, back) {
    const action = /<form[^>]*\saction="([^"]+)"/.exec(page.html ?? '')?.[1].replaceAll('&amp;', '&');
    if (!action) {
      throw new Error(`No form to sign in with: ${page.status} ${page}`);
    }
    const sent = await this.open(new URL(action, page.url), back, { method: 'POST', body: new URLSearchParams(fields) });
    if (!(sent instanceof URL)) {
      throw new Error(`The provider did not take the sign-in, and shows its page again: ${sent.status}`);
    }
    return sent;
  }
}
