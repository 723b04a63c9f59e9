// GetCallerIdentity: whose credentials these are. Nobody can be denied it, so it shows whether a
// signature is right.
import { verifySigV4 } from '../sigv4.mjs';
import { AwsError } from './xml.mjs';

export async function getCallerIdentity(form, { request, body, region, credentials }) {
  const held = await verifySigV4(request, body, { region, service: 'sts', credentials });
  if (credentials.isExpired(held)) {
    throw new AwsError(
      'ExpiredToken',
      'The security token included in the request is expired',
      403,
    );
  }
  const { arn, userId, account } = held.principal;
  return { Arn: arn, UserId: userId, Account: account };
}
