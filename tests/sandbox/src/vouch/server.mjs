// The Vouch server put together: authorization server, extension grant, resources, and what the
// control API may do to it.
import { createAuthorizationServer, renewDpopNonces } from './authorization-server.mjs';
import { addAwsToken } from './aws-token.mjs';
import { Ceremonies } from './ceremonies.mjs';
import { DpopProofs } from './dpop.mjs';
import { Enrolment } from './enrolment.mjs';
import { addFido2Grant } from './fido2-grant.mjs';
import { addKeyPage } from './key-page.mjs';
import { KeyRegistration } from './key-registration.mjs';
import { addKeys } from './keys.mjs';
import { SignatureNonces } from './message-signature.mjs';
import { People } from './people.mjs';
import { createResourceServer } from './resource-server.mjs';
import { Store } from './store.mjs';
import { vouchSwitches } from './switches.mjs';
import {
  addChallengeEndpoint,
  adjustDeviceFlow,
  completeAnswers,
  guardGrants,
} from './token-endpoint.mjs';

/** `attestationRoots` are PEM texts; with none, any packed attestation is accepted. */
export async function createVouchServer({ counters, attestationRoots }) {
  const switches = vouchSwitches();
  const people = new People();
  const store = new Store();
  const ceremonies = new Ceremonies();
  const proofs = new DpopProofs();
  const nonces = new SignatureNonces();
  const { provider, signingKey } = await createAuthorizationServer({ people, store, counters });
  const registration = new KeyRegistration({
    people,
    ceremonies,
    switches,
    counters,
    attestationRoots,
  });
  const postures = { last: null };
  const parts = {
    provider,
    people,
    store,
    ceremonies,
    proofs,
    nonces,
    switches,
    counters,
    postures,
  };

  const resources = createResourceServer(parts);
  resources.add(
    'GET',
    '/auth/status',
    (ctx, { person, hardwareVerified, expiresAt }) => ({
      authenticated: true,
      email: person.email,
      hardware_verified: hardwareVerified,
      expires_at: expiresAt,
    }),
    { signed: false },
  );
  addAwsToken(resources, { signingKey, switches, counters });
  addKeys(resources, { people, store, registration });
  resources.mount();

  addFido2Grant(provider, parts);
  addKeyPage(provider, { people, registration });
  adjustDeviceFlow(provider, switches, counters);
  guardGrants(provider, proofs);
  addChallengeEndpoint(provider, parts);
  completeAnswers(provider, switches);

  const enrolment = new Enrolment({ provider, people, registration });
  const expire = {
    'access-tokens': () => store.forget('AccessToken'),
    registrations: () => {
      store.forget('RegistrationAccessToken');
      return store.forget('Client');
    },
    nonces: () => {
      nonces.expire();
      renewDpopNonces(provider);
    },
  };
  return { handle: provider.callback(), people, switches, postures, enrolment, expire };
}
