// What the authorization server remembers (clients, access tokens, device codes, ...), kept here
// rather than inside oidc-provider, so that all entries of a kind can be looked through and
// forgotten.
import MemoryAdapter, { setStorage } from 'oidc-provider/lib/adapters/memory_adapter.js';

export class Store {
  #entries = new Map();

  constructor() {
    setStorage(this.#entries);
  }

  /**
   * The provider's adapter for one kind; named so explicitly, or the package warns that memory
   * forgets.
   */
  adapter = (kind) => new MemoryAdapter(kind);

  /** All of one kind ("AccessToken", "Client", ...). */
  all(kind) {
    return [...this.#entries]
      .filter(([key]) => key.startsWith(`${kind}:`))
      .map(([, entry]) => entry);
  }

  /** Forgets those of one kind that `which` picks; gives how many. */
  forget(kind, which = () => true) {
    const doomed = [...this.#entries].filter(
      ([key, entry]) => key.startsWith(`${kind}:`) && which(entry),
    );
    for (const [key] of doomed) this.#entries.delete(key);
    return doomed.length;
  }
}
