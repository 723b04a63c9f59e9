// Which real host names the sandbox answers for, and which of its servers stands behind each.
// The proxy lets nothing else through, and the certificates name exactly these hosts.

export const VOUCH_HOST = 'us.vouch.example';
export const ISSUER = `https://${VOUCH_HOST}`;

export const REGIONS = ['us-east-1', 'us-east-2', 'eu-west-1', 'eu-central-1'];

// A host that belongs to nobody we trust: where a redirect may point, and whose name a lying server
// may use as rp_id.
const STRANGER_HOST = 'evil.example';

const byHost = new Map([
  [VOUCH_HOST, { target: 'vouch' }],
  ['vouch.example', { target: 'vouch' }],
  [STRANGER_HOST, { target: 'stranger' }],
]);
// The one STS from before each region had its own, and the console's front door.
byHost.set('sts.amazonaws.com', { target: 'sts', region: 'us-east-1' });
byHost.set('signin.aws.amazon.com', { target: 'signin' });
byHost.set('console.aws.amazon.com', { target: 'signin' });
for (const region of REGIONS) {
  byHost.set(`sts.${region}.amazonaws.com`, { target: 'sts', region });
  byHost.set(`git-codecommit.${region}.amazonaws.com`, { target: 'codecommit', region });
  byHost.set(`git-codecommit-fips.${region}.amazonaws.com`, { target: 'codecommit', region });
  byHost.set(`vpce-0a1b2c3d4e5f60718-sandbox1.git-codecommit.${region}.vpce.amazonaws.com`, {
    target: 'codecommit',
    region,
  });
}

export const TARGETS = ['vouch', 'sts', 'codecommit', 'signin'];

/** {target, region?} of a host name without port, or undefined when it is not one of ours. */
export const serverOf = (host) => byHost.get(host);

/** All host names of one target: what its certificate has to name. */
export const hostsOf = (target) =>
  [...byHost].filter(([, server]) => server.target === target).map(([host]) => host);
