// What a program with AWS's SDK for JavaScript does: asks STS who it is, with the credentials that the
// SDK itself finds for the profile named in the argument. The sandbox is reached through `https_proxy`.
import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts';

import { SandboxAgent } from './http.mjs';

process.env.AWS_PROFILE = process.argv[2];
const agent = new SandboxAgent({ proxy: process.env.https_proxy, ca: process.env.AWS_CA_BUNDLE });
const client = new STSClient({ requestHandler: { httpsAgent: agent } });
const { Arn, Account } = await client.send(new GetCallerIdentityCommand({}));
console.log(JSON.stringify({ Arn, Account }));
