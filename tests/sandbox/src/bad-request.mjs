/**
 * A control request that doesn't make sense; the control API answers 400 (or `status`) with its
 * message.
 */
export class BadRequest extends Error {
  constructor(message, status = 400) {
    super(message);
    this.status = status;
  }
}
