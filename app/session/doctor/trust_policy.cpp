// SPDX-License-Identifier: Apache-2.0
#include "session/doctor/trust_policy.h"

#include "aws/arn.h"

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

// %1: the provider's ARN, %2: the issuer without its scheme, %3: the issuer.
const QString statement = uR"({
  "Effect": "Allow",
  "Principal": { "Federated":
      "%1" },
  "Action": [ "sts:AssumeRoleWithWebIdentity",
      "sts:TagSession", "sts:SetSourceIdentity" ],
  "Condition": { "StringEquals":
      { "%2:aud": "%3" } }
})"_s;

const QString shellProvider = uR"(aws iam create-open-id-connect-provider \
  --url "%1" --client-id-list "%1"
)"_s;

// update-assume-role-policy replaces the whole policy, so this adds to the existing one.
const QString shell = uR"(aws iam get-role --role-name "%1" \
  --query Role.AssumeRolePolicyDocument --output json |
jq '.Statement += [ %2 ]' > trust.json
aws iam update-assume-role-policy --role-name "%1" \
  --policy-document file://trust.json
)"_s;

const QString stackProvider = uR"(VouchProvider:
  Type: AWS::IAM::OIDCProvider
  Properties:
    Url: "%1"
    ClientIdList: [ "%1" ]
)"_s;

const QString stack = uR"(# Add to Statement in the role's
# AssumeRolePolicyDocument:
- Effect: Allow
  Principal:
    Federated: "%1"
  Action:
    - sts:AssumeRoleWithWebIdentity
    - sts:TagSession
    - sts:SetSourceIdentity
  Condition:
    StringEquals:
      "%2:aud": "%3"
)"_s;

const QString terraformProvider = uR"(resource "aws_iam_openid_connect_provider" "vouch" {
  url            = "%1"
  client_id_list = ["%1"]
}
)"_s;

const QString terraformStatement = uR"(# In the role's data "aws_iam_policy_document":
statement {
  actions = [
    "sts:AssumeRoleWithWebIdentity",
    "sts:TagSession",
    "sts:SetSourceIdentity",
  ]
  principals {
    type        = "Federated"
    identifiers = ["%1"]
  }
  condition {
    test     = "StringEquals"
    variable = "%2:aud"
    values   = ["%3"]
  }
}
)"_s;

} // namespace

AdministratorText textForAdministrator(const QString &roleArn, const QUrl &server,
                                       RoleTestResult::Wall wall) {
    const auto role = aws::parseRoleArn(roleArn);
    if (!role)
        return {};
    const QString issuer = server.toString(QUrl::FullyEncoded);
    const QString issuerName = issuer.section(u"://"_s, 1);
    const QString provider =
        u"arn:%1:iam::%2:oidc-provider/%3"_s.arg(role->partition, role->account, issuerName);
    const QString policy = statement.arg(provider, issuerName, issuer);
    AdministratorText text{policy, shell.arg(role->name, policy),
                           stack.arg(provider, issuerName, issuer),
                           terraformStatement.arg(provider, issuerName, issuer)};
    if (wall == RoleTestResult::Wall::Provider) {
        text.commandLine.prepend(shellProvider.arg(issuer));
        text.cloudFormation.prepend(stackProvider.arg(issuer));
        text.terraform.prepend(terraformProvider.arg(issuer));
    }
    return text;
}

} // namespace vouch
