// GetCallerIdentity: whose credentials these are. Nobody can be denied it, so it shows whether a
// signature is right.
import { verifyCaller } from './caller.mjs';

export async function getCallerIdentity(form, parts) {
  const { arn, userId, account } = (await verifyCaller(parts)).principal;
  return { Arn: arn, UserId: userId, Account: account };
}
