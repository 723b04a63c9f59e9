// AWS STS: form POSTs in, XML out, as in its API Reference. Each Action is one file.
import rawBody from 'raw-body';
import { refused } from '../../log.mjs';
import { assumeRole } from './assume-role.mjs';
import { assumeRoleWithWebIdentity } from './assume-role-with-web-identity.mjs';
import { getCallerIdentity } from './get-caller-identity.mjs';
import { getFederationToken } from './get-federation-token.mjs';
import { getSessionToken } from './get-session-token.mjs';
import { AwsError, sendError, sendResult } from './xml.mjs';

const VERSION = '2011-06-15';
const MAX_BODY = 512 * 1024;

const ACTIONS = {
  AssumeRole: assumeRole,
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
  GetCallerIdentity: getCallerIdentity,
  GetFederationToken: getFederationToken,
  GetSessionToken: getSessionToken,
};

/** `parts` are handed on to the actions: iam, credentials and the issuers' keys. */
export const createSts =
  ({ counters, ...parts }) =>
  async (request, response, { region }) => {
    try {
      const body = await rawBody(request, { limit: MAX_BODY });
      const form = Object.fromEntries(new URLSearchParams(body.toString()));
      counters.countCall(form.Action);
      const action =
        request.method === 'POST' &&
        form.Version === VERSION &&
        Object.hasOwn(ACTIONS, form.Action ?? '')
          ? ACTIONS[form.Action]
          : undefined;
      if (!action) {
        throw new AwsError(
          'InvalidAction',
          `Could not find operation ${form.Action} for version ${form.Version}`,
        );
      }
      sendResult(response, form.Action, await action(form, { request, body, region, ...parts }));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      counters.count('sts_refused');
      refused(response, `${error.code}: ${error.message}`);
      sendError(response, error);
    }
  };
