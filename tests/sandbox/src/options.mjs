// The switches of one server: named values with defaults, changed through the control API.
import { BadRequest } from './bad-request.mjs';

export class Options {
  constructor(defaults) {
    Object.assign(this, defaults);
  }

  /**
   * Changes only what is named; a misspelt name or a value of another type is refused before
   * anything changes.
   */
  set(changes) {
    for (const [name, value] of Object.entries(changes)) {
      if (!Object.hasOwn(this, name)) throw new BadRequest(`no such option: ${name}`);
      if (typeof value !== typeof this[name]) {
        throw new BadRequest(`${name} must be a ${typeof this[name]}`);
      }
    }
    Object.assign(this, changes);
    return this;
  }
}
