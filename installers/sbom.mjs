// A bill of materials (CycloneDX 1.5, JSON) of what the programs are linked with, by dpkg's own data:
//     node sbom.mjs FOLDER-OF-PROGRAMS VERSION
// Libraries that are loaded are found by ldd. git-credential-vouch is linked statically: the archives that
// the linker took are those of the compiler that is installed.
import { createHash } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync, lstatSync } from 'node:fs';
import { join } from 'node:path';

const [folder, version] = process.argv.slice(2);
const text = (program, ...args) => execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
const sha256 = (data) => createHash('sha256').update(data).digest('hex');
const system = Object.fromEntries(
  readFileSync('/etc/os-release', 'utf8')
    .split('\n')
    .map((line) => /^(\w+)="?(.*?)"?$/.exec(line)?.slice(1, 3))
    .filter(Boolean),
);

/** The packages that files belong to. Where /lib is a link, dpkg may know a file by either name. */
function owners(files) {
  const names = (file) => [...new Set([file, realpathSync(file)].flatMap((name) => [name, name.replace(/^\/usr\/lib/, '/lib'), name.replace(/^\/lib/, '/usr/lib')]))];
  // It complains about names that it doesn't know. Lines about diversions name no package first.
  const { stdout } = spawnSync('dpkg-query', ['--search', ...files.flatMap(names)], { encoding: 'utf8' });
  const known = new Map(stdout.split('\n').map((line) => /^([a-z0-9+.:-]+)(?:, .*)?: (\/.*)$/.exec(line)?.slice(1).reverse()).filter(Boolean));
  return new Map(
    files.map((file) => {
      const name = names(file).find((each) => known.has(each));
      if (!name) throw new Error(`no package has ${file}`);
      return [file, known.get(name)];
    }),
  );
}

/** The short names of licenses, if the package's copyright file is written for machines. */
function licenses(name) {
  let copyright;
  try {
    copyright = readFileSync(`/usr/share/doc/${name}/copyright`, 'utf8');
  } catch {
    return [];
  }
  if (!copyright.startsWith('Format:')) return [];
  const names = [...copyright.matchAll(/^License: *(\S.*)$/gm)].map(([, license]) => license.trim());
  return [...new Set(names)].sort().map((license) => ({ license: { name: license } }));
}

const programs = readdirSync(folder).filter((name) => lstatSync(join(folder, name)).isFile()).sort();
const linked = new Map(
  programs.map((name) => {
    const program = join(folder, name);
    if (/NEEDED/.test(text('readelf', '-dW', program)))
      return [name, [...text('ldd', program).matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, file]) => ({ file, how: 'dynamic' }))];
    const parts = ['libc.a', 'libstdc++.a', 'libgcc.a', 'libgcc_eh.a', 'rcrt1.o', 'crtbeginS.o'];
    return [name, parts.map((part) => ({ file: realpathSync(text('g++', `-print-file-name=${part}`)), how: 'static' }))];
  }),
);
const owner = owners([...new Set([...linked.values()].flat().map(({ file }) => file))]);
const packages = [...new Set(owner.values())];
const format = '${Package}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}\t${Maintainer}\n';
const rows = text('dpkg-query', '--show', `--showformat=${format}`, ...packages).split('\n').map((line) => line.split('\t'));

const components = new Map();
for (const [name, packageVersion, architecture, source, sourceVersion, maintainer] of rows) {
  const reference = `pkg:deb/${system.ID}/${name}@${encodeURIComponent(packageVersion)}?arch=${architecture}&distro=${system.ID}-${system.VERSION_ID ?? ''}`;
  const known = licenses(name);
  components.set(name, {
    type: 'library',
    'bom-ref': reference,
    supplier: { name: maintainer },
    name,
    version: packageVersion,
    scope: 'required',
    ...(known.length > 0 && { licenses: known }),
    purl: reference,
    properties: [{ name: 'vouch:source', value: `${source} ${sourceVersion}` }],
  });
}
/** Notes the file at its package; the answer is the package's reference. */
function note({ file, how }) {
  const { properties, 'bom-ref': reference } = components.get(owner.get(file).replace(/:.*/, ''));
  const value = `${realpathSync(file)} sha256:${sha256(readFileSync(file))}`;
  if (!properties.some((property) => property.value === value)) properties.push({ name: `vouch:linked-${how}`, value });
  return reference;
}

const files = [];
const dependencies = [];
for (const [name, parts] of linked) {
  const reference = `vouch/${name}`;
  files.push({
    type: 'application',
    'bom-ref': reference,
    name,
    version,
    hashes: [{ alg: 'SHA-256', content: sha256(readFileSync(join(folder, name))) }],
    licenses: [{ license: { id: 'Apache-2.0' } }],
  });
  dependencies.push({ ref: reference, dependsOn: [...new Set(parts.map(note))].sort() });
}

const bom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: {
    timestamp: new Date(Number(process.env.SOURCE_DATE_EPOCH) * 1000).toISOString(),
    component: {
      type: 'application',
      'bom-ref': 'vouch',
      name: 'vouch',
      version,
      licenses: [{ license: { id: 'Apache-2.0' } }],
    },
  },
  components: [...files, ...[...components.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1))],
  dependencies: [{ ref: 'vouch', dependsOn: files.map((file) => file['bom-ref']) }, ...dependencies],
};
const id = sha256(JSON.stringify(bom));
const uuid = `${id.slice(0, 8)}-${id.slice(8, 12)}-5${id.slice(13, 16)}-8${id.slice(17, 20)}-${id.slice(20, 32)}`;
process.stdout.write(`${JSON.stringify({ ...bom, serialNumber: `urn:uuid:${uuid}` }, null, 2)}\n`);
