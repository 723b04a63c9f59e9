// How the Vouch server behaves where servers differ, or where a test needs a particular policy
// (POST /vouch-options).
import { VOUCH_HOST } from '../hosts.mjs';
import { Options } from '../options.mjs';

export const vouchSwitches = () =>
  new Options({
    // Named in challenges and enrolments. A client must refuse one that is neither BASE's host nor
    // a proper parent of it.
    rp_id: VOUCH_HOST,
    // Message signatures as "raw" r||s (RFC 9421) or "der"; servers of the DER age know no
    // signature nonces yet.
    signature_form: 'raw',
    // Optional at resources by default, as observed; always valid if sent.
    require_resource_dpop_nonce: false,
    require_signature_nonce: false,
    access_token_seconds: 8 * 3600,
    // Whether AWS tokens want a session that was made with a key.
    hardware_required: true,
    // Whether a login without a device posture report is refused.
    posture_required: false,
    // What a device code is redeemed for: "DPoP", or an unbound "Bearer" token as older servers
    // give.
    device_token_type: 'DPoP',
    // RFC 8628: polling faster than this gets slow_down.
    device_interval_seconds: 5,
    // Whether keys that are registered in the browser must attest to the "pinned" roots too; "any"
    // for a browser's own key, which has no maker.
    browser_attestation: 'pinned',
    // Key models that may be registered; empty for all.
    allowed_aaguids: [],
    // Session tags of AWS tokens besides the e-mail.
    aws_tags: {},
  });
