// Makes WebCrypto a global on Node 18, where it is none yet. To be imported before
// @simplewebauthn/server, which looks for it there, and some parts of it as soon as they load.
// Its last version that does without, 9.0.3, doesn't help: it refuses one good signature in a
// hundred, those whose r or s is short.
import { webcrypto } from 'node:crypto';

globalThis.crypto ??= webcrypto;
