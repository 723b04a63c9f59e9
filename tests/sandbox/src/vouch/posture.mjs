// Device posture reports sent with a login (RFC 9396; app/identity/README.md, section 7).
import { InvalidAuthorizationDetails } from 'oidc-provider/lib/helpers/errors.js';

const MAX_BYTES = 8192;
const MAX_DEPTH = 5;

const text = (value) => typeof value === 'string';
const lowerText = (value) => text(value) && value === value.toLowerCase();
const flag = (value) => typeof value === 'boolean';
const count = (value) => Number.isSafeInteger(value) && value >= 0;
const lowerTexts = (value) => Array.isArray(value) && value.every(lowerText);

const MEMBERS = {
  type: (value) => value === 'device_posture',
  posture_version: (value) => value === 1,
  os: (value) => ['linux', 'macos', 'windows'].includes(value),
  os_version: lowerText,
  os_distribution: lowerText,
  os_build: lowerText,
  arch: lowerText,
  disk_encryption_enabled: flag,
  disk_encryption_technology: lowerText,
  screen_lock_enabled: flag,
  screen_lock_idle_timeout_secs: count,
  firewall_enabled: flag,
  firewall_technology: lowerText,
  secure_boot_enabled: flag,
  sip_enabled: flag,
  tpm_present: flag,
  tpm_version: lowerText,
  auto_update_enabled: flag,
  auto_update_technology: lowerText,
  uptime_secs: count,
  access_control_enforcing: flag,
  access_control_technology: lowerText,
  edr: lowerTexts,
  mdm: lowerTexts,
  elevated: flag,
  tty: flag,
  parent_process: lowerText,
  cli_version: lowerText,
  collected_at: (value) => text(value) && !Number.isNaN(Date.parse(value)),
};

const depth = (value) =>
  value !== null && typeof value === 'object'
    ? 1 + Math.max(0, ...Object.values(value).map(depth))
    : 0;

// Looked for in the values, not in the JSON, where they would be escaped.
const hasControlCharacter = (value) =>
  text(value)
    ? /\p{Cc}/u.test(value)
    : value !== null &&
      typeof value === 'object' &&
      Object.entries(value).flat().some(hasControlCharacter);

/** The report inside an authorization_details parameter, or undefined when there is none. */
export function parsePosture(parameter) {
  if (parameter === undefined) return undefined;
  if (Buffer.byteLength(parameter) > MAX_BYTES) {
    throw new InvalidAuthorizationDetails('more than 8192 bytes');
  }
  let details;
  try {
    details = JSON.parse(parameter);
  } catch {
    throw new InvalidAuthorizationDetails('not JSON');
  }
  if (!Array.isArray(details) || details.length !== 1) {
    throw new InvalidAuthorizationDetails('not an array of one object');
  }
  if (depth(details) > MAX_DEPTH) throw new InvalidAuthorizationDetails('nested deeper than 5');
  if (hasControlCharacter(details)) {
    throw new InvalidAuthorizationDetails('a value holds a control character');
  }
  const [report] = details;
  for (const name of ['type', 'posture_version']) {
    if (report?.[name] === undefined) throw new InvalidAuthorizationDetails(`${name} is missing`);
  }
  for (const [name, value] of Object.entries(report)) {
    if (!Object.hasOwn(MEMBERS, name)) {
      throw new InvalidAuthorizationDetails(`${name} is not a member of a report`);
    }
    if (!MEMBERS[name](value)) {
      throw new InvalidAuthorizationDetails(`${name} has a value it cannot have`);
    }
  }
  return report;
}
