// The part of IAM's policy language that roles for CodeCommit need: statements with Effect,
// Action, Resource or Principal (Federated or AWS), and Condition with StringEquals, StringLike and
// Bool. Whatever else a
// policy says is refused when it is set, so that no test passes because a condition was not
// understood.
import { BadRequest } from '../bad-request.mjs';

const list = (value) => (Array.isArray(value) ? value : [value]);

/** IAM's wildcards: * for any characters, ? for one. */
export function matches(pattern, value, flags = '') {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, `s${flags}`).test(value);
}

const OPERATORS = {
  StringEquals: (wanted, value) => wanted === value,
  StringLike: (wanted, value) => matches(wanted, value),
  Bool: (wanted, value) => String(wanted) === value,
};

const ELEMENTS = {
  identity: ['Sid', 'Effect', 'Action', 'Resource', 'Condition'],
  trust: ['Sid', 'Effect', 'Action', 'Principal', 'Condition'],
};

const PRINCIPALS = ['Federated', 'AWS'];

/** Checks a policy of `kind` "identity" or "trust" and gives its statements. */
export function parsePolicy(policy, kind) {
  const statements = list(policy?.Statement ?? []);
  if (!statements.length) throw new BadRequest(`the ${kind} policy has no Statement`);
  for (const statement of statements) {
    const unknown = Object.keys(statement).filter((name) => !ELEMENTS[kind].includes(name));
    if (unknown.length) {
      throw new BadRequest(`the sandbox does not know ${unknown.join(', ')} in a ${kind} policy`);
    }
    if (!['Allow', 'Deny'].includes(statement.Effect) || !statement.Action) {
      throw new BadRequest('a statement needs Action, and Effect Allow or Deny');
    }
    if (kind === 'identity' && !statement.Resource) {
      throw new BadRequest('a statement needs Resource');
    }
    const principals = Object.keys(Object(statement.Principal));
    const isNamed = principals.length > 0 && principals.every((name) => PRINCIPALS.includes(name));
    if (kind === 'trust' && !isNamed) {
      throw new BadRequest('a trust statement needs Principal.Federated or Principal.AWS');
    }
    for (const operator of Object.keys(statement.Condition ?? {})) {
      if (!Object.hasOwn(OPERATORS, operator)) {
        throw new BadRequest(`the sandbox does not know the condition ${operator}`);
      }
    }
  }
  return statements;
}

// Action names are compared without regard to case, everything else exactly.
const covers = (statement, action) =>
  list(statement.Action).some((pattern) => matches(pattern, action, 'i'));

/** A condition holds when each key has a value, and one of its values is one of those wanted. */
const holds = (condition, context) =>
  Object.entries(condition ?? {}).every(([operator, wanted]) =>
    Object.entries(wanted).every(([key, patterns]) =>
      list(context[key] ?? []).some((value) =>
        list(patterns).some((pattern) => OPERATORS[operator](pattern, String(value))),
      ),
    ),
  );

/** An explicit Deny wins; without any Allow the answer is no. */
const decide = (statements) =>
  ['Deny', 'Allow'].find((effect) => statements.some((statement) => statement.Effect === effect)) ??
  'none';

/**
 * "Allow", "Deny" or "none" for an action on a resource; `context` has what conditions ask about.
 */
export const evaluateIdentity = (statements, action, resource, context = {}) =>
  decide(
    statements.filter(
      (statement) =>
        covers(statement, action) &&
        list(statement.Resource).some((pattern) => matches(pattern, resource)) &&
        holds(statement.Condition, context),
    ),
  );

/**
 * The same for somebody who wants to assume the role with this policy: `principal` has, by kind,
 * the names that mean them.
 */
export const evaluateTrust = (statements, action, principal, context) =>
  decide(
    statements.filter(
      (statement) =>
        covers(statement, action) &&
        Object.entries(principal).some(([kind, names]) =>
          names.some((name) => list(statement.Principal[kind] ?? []).includes(name)),
        ) &&
        holds(statement.Condition, context),
    ),
  );
