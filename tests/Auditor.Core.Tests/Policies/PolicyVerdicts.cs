using Auditor.Core.Policies;

namespace Auditor.Core.Tests.Policies;

/// <summary>Named policies with the verdict that AWS's documentation gives them; each row says its reason.</summary>
public sealed class PolicyVerdicts
{
    private const string Api = "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3";

    private const string Everyone = """{ "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*" }""";

    public static TheoryData<string, string, string, Verdict, string> Rows => new()
    {
        // aws-facts C.5: consequences, for callers of the internet and for callers through endpoints
        {
            "Allow with IpAddress: only from that block", AllowIf("""{ "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } }"""), "internet",
            Verdict.Yes, "203.0.113.0/24"
        },
        {
            "Allow with IpAddress: an endpoint caller has no SourceIp and a positive operator needs it",
            AllowIf("""{ "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } }"""), "own endpoint", Verdict.No, "asks for aws:SourceIp"
        },
        {
            "Allow with NotIpAddress: everyone outside the block", AllowIf("""{ "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } }"""),
            "internet", Verdict.Yes, "from 198.51.100.4"
        },
        {
            "Allow with NotIpAddress: absent key and negated operator match for endpoint callers",
            AllowIf("""{ "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } }"""), "foreign endpoint", Verdict.Yes, "any VPC endpoint"
        },
        {
            "Allow and Deny with NotIpAddress: only the block survives",
            AllowDenyIf("""{ "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } }"""), "internet", Verdict.Yes, "203.0.113.0/24"
        },
        {
            "Allow and Deny with NotIpAddress: endpoint callers are denied",
            AllowDenyIf("""{ "NotIpAddress": { "aws:SourceIp": "203.0.113.0/24" } }"""), "own endpoint", Verdict.No, "Statement 2 denies"
        },
        {
            "Allow and Deny with StringNotEquals SourceVpce: the internet lacks the key, negated is true",
            AllowDenyIf("""{ "StringNotEquals": { "aws:SourceVpce": "vpce-own" } }"""), "internet", Verdict.No, "Statement 2 denies"
        },
        {
            "Allow and Deny with StringNotEquals SourceVpce: the endpoint survives",
            AllowDenyIf("""{ "StringNotEquals": { "aws:SourceVpce": "vpce-own" } }"""), "own endpoint", Verdict.Yes, "vpce-own"
        },
        {
            "Allow and Deny with StringNotEquals SourceVpce: other endpoints are denied",
            AllowDenyIf("""{ "StringNotEquals": { "aws:SourceVpce": "vpce-own" } }"""), "foreign endpoint", Verdict.No, "denies"
        },
        {
            "Allow and Deny with StringNotEqualsIfExists SourceVpce: IfExists on an absent key is true",
            AllowDenyIf("""{ "StringNotEqualsIfExists": { "aws:SourceVpce": "vpce-own" } }"""), "internet", Verdict.No, "denies"
        },
        {
            "Allow and Deny with StringNotEqualsIfExists SourceVpce: the endpoint survives",
            AllowDenyIf("""{ "StringNotEqualsIfExists": { "aws:SourceVpce": "vpce-own" } }"""), "own endpoint", Verdict.Yes, "vpce-own"
        },
        {
            "Allow and Deny with StringNotEqualsIfExists SourceVpce: other endpoints are denied",
            AllowDenyIf("""{ "StringNotEqualsIfExists": { "aws:SourceVpce": "vpce-own" } }"""), "foreign endpoint", Verdict.No, "denies"
        },
        {
            "Allow with StringEquals SourceVpce: the internet never carries it",
            AllowIf("""{ "StringEquals": { "aws:SourceVpce": "vpce-own" } }"""), "internet", Verdict.No,
            "asks for aws:SourceVpce, which requests of callers from the internet without credentials never carry"
        },
        {
            "Allow with StringEquals SourceVpce: that endpoint", AllowIf("""{ "StringEquals": { "aws:SourceVpce": "vpce-own" } }"""),
            "own endpoint", Verdict.Yes, "vpce-own"
        },
        {
            "Allow with StringEquals SourceVpce: not another endpoint", AllowIf("""{ "StringEquals": { "aws:SourceVpce": "vpce-own" } }"""),
            "foreign endpoint", Verdict.No, "holds only if StringEquals aws:SourceVpce vpce-own"
        },
        {
            "Allow with StringEqualsIfExists SourceVpce: public, because the internet lacks the key",
            AllowIf("""{ "StringEqualsIfExists": { "aws:SourceVpce": "vpce-own" } }"""), "internet", Verdict.Yes, "any public address"
        },
        {
            "Allow with StringEqualsIfExists SourceVpce: that endpoint",
            AllowIf("""{ "StringEqualsIfExists": { "aws:SourceVpce": "vpce-own" } }"""), "own endpoint", Verdict.Yes, "vpce-own"
        },
        {
            "Allow with StringEqualsIfExists SourceVpce: not another endpoint",
            AllowIf("""{ "StringEqualsIfExists": { "aws:SourceVpce": "vpce-own" } }"""), "foreign endpoint", Verdict.No, "holds only if"
        },
        {
            "Allow with ForAllValues PrincipalOrgID: true on an absent key, so public",
            AllowIf("""{ "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-abc1234567" } }"""), "internet", Verdict.Yes,
            "any public address"
        },
        {
            "Allow with ForAllValues PrincipalOrgID: the same through endpoints",
            AllowIf("""{ "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-abc1234567" } }"""), "foreign endpoint", Verdict.Yes,
            "any VPC endpoint"
        },
        {
            "Allow with StringEquals PrincipalOrgID: anonymous callers have no organization",
            AllowIf("""{ "StringEquals": { "aws:PrincipalOrgID": "o-abc1234567" } }"""), "internet", Verdict.No,
            "asks for aws:PrincipalOrgID"
        },
        {
            "Allow with StringEquals PrincipalOrgID: signed callers of that organization",
            AllowIf("""{ "StringEquals": { "aws:PrincipalOrgID": "o-abc1234567" } }"""), "signed", Verdict.Yes,
            "in organization o-abc1234567"
        },
        {
            "Allow with StringEquals PrincipalOrgID: anonymous endpoint callers have no organization either",
            AllowIf("""{ "StringEquals": { "aws:PrincipalOrgID": "o-abc1234567" } }"""), "own endpoint", Verdict.No,
            "asks for aws:PrincipalOrgID"
        },
        {
            "Allow with StringLike Referer: public, the caller writes it",
            AllowIf("""{ "StringLike": { "aws:Referer": "https://x/*" } }"""), "internet", Verdict.Yes, "aws:Referer 'https://x/'"
        },
        {
            "Allow with StringLike Referer: the same through endpoints", AllowIf("""{ "StringLike": { "aws:Referer": "https://x/*" } }"""),
            "foreign endpoint", Verdict.Yes, "aws:Referer 'https://x/'"
        },
        {
            "Deny with StringEquals SourceVpce is a blocklist: the internet is not on it",
            AllowDenyIf("""{ "StringEquals": { "aws:SourceVpce": "vpce-own" } }"""), "internet", Verdict.Yes, "any public address"
        },
        {
            "Deny with StringEquals SourceVpce is a blocklist: that endpoint is denied",
            AllowDenyIf("""{ "StringEquals": { "aws:SourceVpce": "vpce-own" } }"""), "own endpoint", Verdict.No, "denies"
        },
        {
            "Deny with Bool SecureTransport false: endpoints are HTTPS only, so no effect",
            AllowDenyIf("""{ "Bool": { "aws:SecureTransport": "false" } }"""), "internet", Verdict.Yes, "any public address"
        },
        {
            "Deny with Bool SecureTransport false: no effect through endpoints either",
            AllowDenyIf("""{ "Bool": { "aws:SecureTransport": false } }"""), "foreign endpoint", Verdict.Yes, "any VPC endpoint"
        },

        // AWS's documented examples for API Gateway
        {
            "AWS example: deny a range of addresses",
            Of(
                """{ "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": ["execute-api:/*"] }""",
                """{ "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": ["execute-api:/*"], "Condition": { "IpAddress": { "aws:SourceIp": ["192.0.2.0/24", "198.51.100.0/24"] } } }"""),
            "internet", Verdict.Yes, "from 203.0.113.7"
        },
        {
            "AWS example: deny unless from a VPC", AllowDenyIf("""{ "StringNotEquals": { "aws:SourceVpc": "vpc-own" } }"""), "own endpoint",
            Verdict.Yes, "vpc-own"
        },
        {
            "AWS example: deny unless from a VPC closes the internet",
            AllowDenyIf("""{ "StringNotEquals": { "aws:SourceVpc": "vpc-own" } }"""), "internet", Verdict.No, "denies"
        },
        {
            "AWS example: roles of another account may call, others may not",
            Of("""{ "Effect": "Allow", "Principal": { "AWS": ["arn:aws:iam::444455556666:role/developer", "arn:aws:iam::444455556666:role/Admin"] }, "Action": "execute-api:Invoke", "Resource": ["execute-api:/stage/GET/pets"] }"""),
            "internet", Verdict.No, "other principals"
        },
        {
            "AWS example: roles of another account on the route they were given",
            Of("""{ "Effect": "Allow", "Principal": { "AWS": ["arn:aws:iam::444455556666:role/developer", "arn:aws:iam::444455556666:role/Admin"] }, "Action": "execute-api:Invoke", "Resource": ["execute-api:/prod/GET/orders"] }"""),
            "account 444455556666", Verdict.Yes, "as arn:aws:iam::444455556666:role/"
        },
        {
            "AWS example: roles of another account do not admit a third",
            Of("""{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::444455556666:role/developer" }, "Action": "execute-api:Invoke", "Resource": "execute-api:/*" }"""),
            "account 777788889999", Verdict.No, "other principals"
        },
        {
            "AWS example: both a VPC and a range inside it",
            Of(
                """{ "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": { "StringNotEquals": { "aws:SourceVpc": "vpc-own" }, "NotIpAddress": { "aws:VpcSourceIp": "10.0.0.0/16" } } }""",
                Everyone),
            "internet", Verdict.No, "denies"
        },

        // Deny, and what it leaves
        {
            "A bare Allow for everyone", Of(Everyone), "internet", Verdict.Yes,
            "from 203.0.113.7 without credentials, GET /prod/orders: allowed by statement 1"
        },
        {
            "No Allow at all",
            Of("""{ "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "*", "Condition": { "Bool": { "aws:SecureTransport": "false" } } }"""),
            "internet", Verdict.No, "No statement of the policy allows anything"
        },
        {
            "A Deny for everyone beats every Allow",
            Of(Everyone, """{ "Sid": "Closed", "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*" }"""), "internet",
            Verdict.No, "Statement 'Closed' denies"
        },
        {
            "A Deny of another route leaves this one",
            Of(
                Everyone,
                """{ "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/prod/GET/admin/*" }"""),
            "internet", Verdict.Yes, "GET /prod/orders"
        },
        {
            "A Deny of another verb leaves this one",
            Of(Everyone, """{ "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*/POST/*" }"""),
            "internet", Verdict.Yes, "GET /prod/orders"
        },
        {
            "A wildcard of a Deny spans slashes",
            Of(
                Everyone,
                """{ "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/prod*orders" }"""),
            "internet", Verdict.No, "denies"
        },
        {
            "Two Denies with disjoint blocks close all that two Allows opened",
            Of(
                """{ "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": { "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } } }""",
                """{ "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": { "IpAddress": { "aws:SourceIp": "203.0.113.0/25" } } }""",
                """{ "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": { "IpAddress": { "aws:SourceIp": "203.0.113.128/25" } } }"""),
            "internet", Verdict.No, "Statement 2 and statement 3 deny"
        },
        {
            "NotAction on Deny: everything but Invoke is denied",
            Of(Everyone, """{ "Effect": "Deny", "Principal": "*", "NotAction": "execute-api:Invoke", "Resource": "*" }"""), "internet",
            Verdict.Yes, "GET /prod/orders"
        },
        {
            "NotAction on Allow grants all other actions, Invoke among them",
            Of("""{ "Effect": "Allow", "Principal": "*", "NotAction": "execute-api:ManageConnections", "Resource": "*" }"""), "internet",
            Verdict.Yes, "GET /prod/orders"
        },
        {
            "NotResource on Allow covers what is not named",
            Of("""{ "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "NotResource": "execute-api:/prod/GET/admin" }"""),
            "internet", Verdict.Yes, "GET /prod/orders"
        },
        {
            "NotResource on Allow excludes what is named",
            Of("""{ "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "NotResource": "execute-api:/prod/GET/or*" }"""),
            "internet", Verdict.No, "does not cover GET /prod/orders"
        },
        {
            "NotResource on Deny spares what is named",
            Of(
                Everyone,
                """{ "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "NotResource": "execute-api:/prod/GET/orders" }"""),
            "internet", Verdict.Yes, "GET /prod/orders"
        },

        // Principals
        {
            "Principal AWS * on anonymous callers: possibly public",
            Of("""{ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "execute-api:Invoke", "Resource": "execute-api:/*" }"""),
            "internet", Verdict.Yes, "without credentials"
        },
        { "Principal * admits signed callers of any account", Of(Everyone), "signed", Verdict.Yes, "as a user or role of any AWS account" },
        {
            "An account id does not admit anonymous callers",
            Of("""{ "Effect": "Allow", "Principal": { "AWS": "444455556666" }, "Action": "execute-api:Invoke", "Resource": "execute-api:/*" }"""),
            "internet", Verdict.No, "other principals"
        },
        {
            "An account id admits that account",
            Of("""{ "Effect": "Allow", "Principal": { "AWS": "444455556666" }, "Action": "execute-api:Invoke", "Resource": "execute-api:/*" }"""),
            "account 444455556666", Verdict.Yes, "as a user or role of account 444455556666"
        },
        {
            "A root ARN means the whole account",
            Of("""{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::444455556666:root" }, "Action": "execute-api:Invoke", "Resource": "execute-api:/*" }"""),
            "account 444455556666", Verdict.Yes, "as a user or role of account 444455556666"
        },
        {
            "A deleted principal's id admits nobody",
            Of("""{ "Effect": "Allow", "Principal": { "AWS": "AROAEXAMPLEEXAMPLE12" }, "Action": "execute-api:Invoke", "Resource": "execute-api:/*" }"""),
            "signed", Verdict.No, "other principals"
        },
        {
            "A service principal is not a caller from the internet",
            Of("""{ "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "execute-api:Invoke", "Resource": "execute-api:/*" }"""),
            "signed", Verdict.No, "other principals"
        },
        {
            "NotPrincipal with Allow admits everyone else, anonymous callers too",
            Of("""{ "Effect": "Allow", "NotPrincipal": { "AWS": "444455556666" }, "Action": "execute-api:Invoke", "Resource": "execute-api:/*" }"""),
            "internet", Verdict.Yes, "without credentials"
        },
        {
            "NotPrincipal with Allow does not admit the one named",
            Of("""{ "Effect": "Allow", "NotPrincipal": { "AWS": "444455556666" }, "Action": "execute-api:Invoke", "Resource": "execute-api:/*" }"""),
            "account 444455556666", Verdict.No, "other principals"
        },
        {
            "NotPrincipal with Deny denies anonymous callers",
            Of(
                Everyone,
                """{ "Effect": "Deny", "NotPrincipal": { "AWS": ["arn:aws:iam::444455556666:user/bob", "arn:aws:iam::444455556666:root"] }, "Action": "*", "Resource": "*" }"""),
            "internet", Verdict.No, "denies"
        },
        {
            "NotPrincipal with Deny spares a user listed with its account",
            Of(
                Everyone,
                """{ "Effect": "Deny", "NotPrincipal": { "AWS": ["arn:aws:iam::444455556666:user/bob", "arn:aws:iam::444455556666:root"] }, "Action": "*", "Resource": "*" }"""),
            "account 444455556666", Verdict.Yes, "arn:aws:iam::444455556666:"
        },
        {
            "NotPrincipal with Deny must also list the account, or the user is denied",
            Of(
                Everyone,
                """{ "Effect": "Deny", "NotPrincipal": { "AWS": "arn:aws:iam::444455556666:user/bob" }, "Action": "*", "Resource": "*" }"""),
            "account 444455556666", Verdict.No, "denies"
        },
        {
            "NotPrincipal with Deny spares all sessions of a role listed with its account",
            Of(
                Everyone,
                """{ "Effect": "Deny", "NotPrincipal": { "AWS": ["arn:aws:iam::444455556666:role/r", "444455556666"] }, "Action": "*", "Resource": "*" }"""),
            "principal arn:aws:iam::444455556666:role/r", Verdict.Yes, ":role/r"
        },
        {
            "NotPrincipal with Deny denies the other roles of the account",
            Of(
                Everyone,
                """{ "Effect": "Deny", "NotPrincipal": { "AWS": ["arn:aws:iam::444455556666:role/r", "444455556666"] }, "Action": "*", "Resource": "*" }"""),
            "principal arn:aws:iam::444455556666:role/other", Verdict.No, "denies"
        },
        {
            "NotPrincipal with Deny spares one session of a role",
            Of(
                Everyone,
                """{ "Effect": "Deny", "NotPrincipal": { "AWS": ["arn:aws:sts::444455556666:assumed-role/r/s", "arn:aws:iam::444455556666:role/r", "444455556666"] }, "Action": "*", "Resource": "*" }"""),
            "principal arn:aws:iam::444455556666:role/r", Verdict.Yes, ":assumed-role/r/s"
        },
        {
            "NotPrincipal with Deny denies the other accounts",
            Of(
                Everyone,
                """{ "Effect": "Deny", "NotPrincipal": { "AWS": ["arn:aws:iam::444455556666:role/r", "444455556666"] }, "Action": "*", "Resource": "*" }"""),
            "account 111122223333", Verdict.No, "denies"
        },
        {
            "what NotPrincipal says of an account that is listed alone is not documented",
            Of(Everyone, """{ "Effect": "Deny", "NotPrincipal": { "AWS": ["444455556666"] }, "Action": "*", "Resource": "*" }"""),
            "principal arn:aws:iam::444455556666:user/bob", Verdict.Depends, "NotPrincipal"
        },
        {
            "A wildcard inside a principal's ARN is nothing that IAM accepts",
            Of("""{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::444455556666:role/*" }, "Action": "execute-api:Invoke", "Resource": "execute-api:/*" }"""),
            "account 444455556666", Verdict.Depends, "depends on Principal"
        },
        {
            "PrincipalArn with ArnLike and any account is open to every account",
            AllowIf("""{ "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::*:role/Admin*" } }"""), "signed", Verdict.Yes, "of any AWS account"
        },
        {
            "PrincipalAccount restricts signed callers", AllowIf("""{ "StringEquals": { "aws:PrincipalAccount": "444455556666" } }"""),
            "account 777788889999", Verdict.No, "holds only if"
        },
        {
            "PrincipalAccount with a negated operator is true for anonymous callers",
            AllowIf("""{ "StringNotEquals": { "aws:PrincipalAccount": "444455556666" } }"""), "internet", Verdict.Yes, "any public address"
        },
        {
            "PrincipalTag is chosen by strangers in their own account",
            AllowIf("""{ "StringEquals": { "aws:PrincipalTag/team": "blue" } }"""), "signed", Verdict.Yes, "aws:PrincipalTag/team 'blue'"
        },
        {
            "PrincipalTag of a given account's principals is unknown",
            AllowIf("""{ "StringEquals": { "aws:PrincipalTag/team": "blue" } }"""), "account 444455556666", Verdict.Depends,
            "depends on aws:PrincipalTag/team"
        },
        {
            "Organization of a given account is unknown", AllowIf("""{ "StringEquals": { "aws:PrincipalOrgID": "o-abc1234567" } }"""),
            "account 444455556666", Verdict.Depends, "depends on aws:PrincipalOrgID"
        },
        {
            "ForAnyValue on an absent key is false",
            AllowIf("""{ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abc1234567/*" } }"""), "internet", Verdict.No,
            "asks for aws:PrincipalOrgPaths"
        },
        {
            "An organization's path belongs to its organization",
            AllowIf("""{ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-abc1234567/r-1/*" }, "StringEquals": { "aws:PrincipalOrgID": "o-other12345" } }"""),
            "signed", Verdict.No, "No request of"
        },

        // Addresses
        {
            "0.0.0.0/0 and ::/0 are no restriction", AllowIf("""{ "IpAddress": { "aws:SourceIp": ["0.0.0.0/0", "::/0"] } }"""), "internet",
            Verdict.Yes, "any public address"
        },
        {
            "Private ranges never match an internet caller",
            AllowIf("""{ "IpAddress": { "aws:SourceIp": ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] } }"""), "internet", Verdict.No,
            "holds only if IpAddress aws:SourceIp 10.0.0.0/8"
        },
        {
            "A Deny of IPv4 ranges leaves IPv6 open", AllowDenyIf("""{ "IpAddress": { "aws:SourceIp": "0.0.0.0/0" } }"""), "internet",
            Verdict.Yes, "from 2001:db8::7"
        },
        {
            "VpcSourceIp restricts only endpoint callers", AllowIf("""{ "IpAddress": { "aws:VpcSourceIp": "10.0.0.0/16" } }"""), "internet",
            Verdict.No, "asks for aws:VpcSourceIp"
        },
        {
            "VpcSourceIp is theirs to choose in a foreign VPC", AllowIf("""{ "IpAddress": { "aws:VpcSourceIp": "10.0.0.0/16" } }"""),
            "foreign endpoint", Verdict.Yes, "aws:VpcSourceIp '10.0.0.7'"
        },
        {
            "An address list with a comma inside one string is nothing that can be read",
            AllowIf("""{ "IpAddress": { "aws:SourceIp": "10.20.30.40, 1.0.0.0/16" } }"""), "internet", Verdict.Depends,
            "depends on aws:SourceIp"
        },
        {
            "StringEquals on SourceIp compares text, so a block matches no address",
            AllowIf("""{ "StringEquals": { "aws:SourceIp": "203.0.113.0/24" } }"""), "internet", Verdict.No, "holds only if"
        },
        {
            "StringLike on SourceIp with a prefix is that block", AllowIf("""{ "StringLike": { "aws:SourceIp": "203.0.113.*" } }"""),
            "internet", Verdict.Yes, "203.0.113.0/24"
        },

        // Resources
        {
            "A bare API ARN without a stage matches no request",
            Of($$"""{ "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "{{Api}}/" }"""), "internet",
            Verdict.No, "does not cover GET /prod/orders"
        },
        {
            "Another stage",
            Of("""{ "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/dev/*" }"""), "internet",
            Verdict.No, "does not cover"
        },
        {
            "Another Region",
            Of("""{ "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "arn:aws:execute-api:us-east-1:111122223333:a1b2c3/*" }"""),
            "internet", Verdict.No, "does not cover"
        },
        {
            "Resources are case-sensitive",
            Of("""{ "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/Prod/*" }"""),
            "internet", Verdict.No, "does not cover"
        },
        {
            "Actions are not case-sensitive",
            Of("""{ "Effect": "Allow", "Principal": "*", "Action": "EXECUTE-API:invoke", "Resource": "execute-api:/*" }"""), "internet",
            Verdict.Yes, "GET /prod/orders"
        },
        {
            "Another action",
            Of("""{ "Effect": "Allow", "Principal": "*", "Action": "execute-api:InvalidateCache", "Resource": "execute-api:/*" }"""),
            "internet", Verdict.No, "does not allow the action"
        },
        {
            "A wildcard of an ARN part does not reach over a colon",
            Of("""{ "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "arn:aws:execute-api:*/prod/GET/orders" }"""),
            "internet", Verdict.No, "does not cover"
        },
        {
            "An ARN with wildcards in Region and account",
            Of("""{ "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "arn:aws:execute-api:*:*:a1b2c3/*/GET/*" }"""),
            "internet", Verdict.Yes, "GET /prod/orders"
        },

        // Condition keys and operators
        {
            "Condition keys are not case-sensitive", AllowIf("""{ "StringEquals": { "aws:sourcevpce": "vpce-own" } }"""), "own endpoint",
            Verdict.Yes, "vpce-own"
        },
        {
            "Null true on SourceVpce means: not through an endpoint", AllowIf("""{ "Null": { "aws:SourceVpce": "true" } }"""), "internet",
            Verdict.Yes, "any public address"
        },
        {
            "Null false on SourceVpce means: through some endpoint, whosever", AllowIf("""{ "Null": { "aws:SourceVpce": "false" } }"""),
            "foreign endpoint", Verdict.Yes, "any VPC endpoint"
        },
        {
            "Null false on SourceVpce keeps the internet out", AllowIf("""{ "Null": { "aws:SourceVpce": "false" } }"""), "internet",
            Verdict.No, "asks for aws:SourceVpce"
        },
        {
            "Several keys are all required",
            AllowIf("""{ "StringEquals": { "aws:SourceVpce": "vpce-own", "aws:SourceVpc": "vpc-other" } }"""), "own endpoint", Verdict.No,
            "holds only if StringEquals aws:SourceVpc vpc-other"
        },
        {
            "Several values of a negated operator mean none of them",
            AllowDenyIf("""{ "StringNotEquals": { "aws:SourceVpce": ["vpce-else", "vpce-own"] } }"""), "own endpoint", Verdict.Yes,
            "vpce-own"
        },
        {
            "Two negated operators in one Deny are both required, so that either endpoint or VPC suffices",
            AllowDenyIf("""{ "StringNotEquals": { "aws:SourceVpce": "vpce-else", "aws:SourceVpc": "vpc-own" } }"""), "own endpoint",
            Verdict.Yes, "vpc-own"
        },
        {
            "An operator that IAM does not know is neither true nor false",
            AllowIf("""{ "StringSomewhatEquals": { "aws:SourceIp": "203.0.113.7" } }"""), "internet", Verdict.Depends,
            "StringSomewhatEquals"
        },
        {
            "An unknown operator of a Deny cannot open what is closed",
            Of("""{ "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": { "Odd": { "aws:SourceIp": "1" } } }"""),
            "internet", Verdict.No, "No statement of the policy allows anything"
        },
        {
            "A policy variable is unknown", AllowIf("""{ "StringEquals": { "aws:SourceVpce": "${aws:PrincipalTag/endpoint}" } }"""),
            "own endpoint", Verdict.Depends, "depends on ${aws:PrincipalTag/endpoint}"
        },
        {
            "A key that we do not know is neither there nor absent",
            AllowIf("""{ "StringEquals": { "aws:ResourceTag/t": "111122223333" } }"""), "internet", Verdict.Depends,
            "depends on aws:ResourceTag/t"
        },
        {
            "SourceArn is there when a service calls, and nobody who calls an API is one",
            AllowIf("""{ "ArnLike": { "aws:SourceArn": "arn:aws:events:eu-west-1:111122223333:rule/*" } }"""), "internet", Verdict.No,
            "asks for aws:SourceArn"
        },
        {
            "SourceArn with IfExists narrows nothing",
            AllowIf("""{ "ArnLikeIfExists": { "aws:SourceArn": "arn:aws:events:eu-west-1:111122223333:rule/*" } }"""), "internet",
            Verdict.Yes, "any public address"
        },
        {
            "SourceAccount is as absent", AllowIf("""{ "StringEquals": { "aws:SourceAccount": "111122223333" } }"""), "signed", Verdict.No,
            "asks for aws:SourceAccount"
        },
        {
            "A Deny unless SourceAccount fits stops everybody",
            AllowDenyIf("""{ "StringNotEquals": { "aws:SourceAccount": "111122223333" } }"""), "internet", Verdict.No, "denies"
        },
        {
            "A Deny where SourceAccount is absent stops everybody", AllowDenyIf("""{ "Null": { "aws:SourceAccount": "true" } }"""),
            "internet", Verdict.No, "denies"
        },
        {
            "Who calls an API is no service that calls for somebody", AllowDenyIf("""{ "Bool": { "aws:ViaAWSService": "false" } }"""),
            "internet", Verdict.No, "denies"
        },
        {
            "A service as principal is none of those who call",
            Of("""{ "Effect": "Allow", "Principal": { "Service": "events.amazonaws.com" }, "Action": "execute-api:Invoke", "Resource": "execute-api:/*" }"""),
            "signed", Verdict.No, "other principals"
        },

        // Values that AWS assigns
        {
            "StringEquals has no wildcards, and no organization is called o-*",
            AllowIf("""{ "StringEquals": { "aws:PrincipalOrgID": "o-*" } }"""), "signed", Verdict.No, "holds only if"
        },
        {
            "StringNotEquals of what no organization is called is true of all",
            AllowDenyIf("""{ "StringNotEquals": { "aws:PrincipalOrgID": "o-*" } }"""), "signed", Verdict.No, "denies"
        },
        {
            "No organization's path has a wildcard in it", AllowIf("""{ "StringEquals": { "aws:PrincipalOrgPaths": "o-abc1234567/*" } }"""),
            "signed", Verdict.No, "holds only if"
        },
        {
            "Without regard to case one organization is meant",
            AllowIf("""{ "StringEqualsIgnoreCase": { "aws:PrincipalOrgID": "O-ABC1234567" } }"""), "signed", Verdict.Yes,
            "in organization o-abc1234567"
        },
        {
            "Organizations are called o-something in lower case",
            AllowIf("""{ "StringEquals": { "aws:PrincipalOrgID": "O-ABC1234567" } }"""), "signed", Verdict.No, "holds only if"
        },
        {
            "No endpoint is called vpce-*", AllowIf("""{ "StringEquals": { "aws:SourceVpce": "vpce-*" } }"""), "foreign endpoint",
            Verdict.No, "holds only if"
        },
        {
            "No VPC is called vpc-?", AllowIf("""{ "StringEquals": { "aws:SourceVpc": "vpc-?" } }"""), "foreign endpoint", Verdict.No,
            "holds only if"
        },
        {
            "No role is called *", AllowIf("""{ "StringEquals": { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/*" } }"""), "signed",
            Verdict.No, "holds only if"
        },
        { "No user is called *", AllowIf("""{ "StringEquals": { "aws:username": "*" } }"""), "signed", Verdict.No, "holds only if" },
        {
            "No tag has the value *", AllowIf("""{ "StringEquals": { "aws:PrincipalTag/team": "*" } }"""), "signed", Verdict.No,
            "holds only if"
        },
        {
            "Unique ids are in capitals", AllowIf("""{ "StringLike": { "aws:userid": "aroaexampleid:*" } }"""), "signed", Verdict.No,
            "holds only if"
        },
        {
            "The name of a session is the caller's to choose", AllowIf("""{ "StringLike": { "aws:userid": "*:admin" } }"""), "signed",
            Verdict.Yes, ":admin'"
        },
        {
            "A start date in the past narrows nothing", AllowIf("""{ "DateGreaterThan": { "aws:CurrentTime": "2022-09-01T00:00:00Z" } }"""),
            "internet in 2026", Verdict.Yes, "any public address"
        },

        {
            "An unknown key that does not matter",
            Of(
                Everyone,
                """{ "Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": { "StringEquals": { "aws:ResourceTag/t": "1" } } }"""),
            "internet", Verdict.Yes, "any public address"
        },
        {
            "A Deny on an unknown key", AllowDenyIf("""{ "StringNotEquals": { "aws:ResourceTag/t": "111122223333" } }"""), "internet",
            Verdict.Depends, "depends on aws:ResourceTag/t"
        },
        {
            "A window of time that is over",
            AllowIf("""{ "DateGreaterThan": { "aws:CurrentTime": "2022-09-01T00:00:00Z" }, "DateLessThan": { "aws:CurrentTime": "2022-09-30T23:59:59Z" } }"""),
            "internet in 2026", Verdict.No, "holds only if DateLessThan"
        },
        {
            "A window of time, at no known time", AllowIf("""{ "DateLessThan": { "aws:CurrentTime": "2022-09-30T23:59:59Z" } }"""),
            "internet", Verdict.Depends, "depends on aws:CurrentTime"
        },
        {
            "A window of time that has not closed", AllowIf("""{ "NumericLessThan": { "aws:EpochTime": 4102444800 } }"""),
            "internet in 2026", Verdict.Yes, "any public address"
        },
        {
            "MFA is the caller's own affair in a stranger's account", AllowIf("""{ "Bool": { "aws:MultiFactorAuthPresent": "true" } }"""),
            "signed", Verdict.Yes, "aws:MultiFactorAuthPresent 'true'"
        },
        {
            "MFA is never present without credentials", AllowIf("""{ "Bool": { "aws:MultiFactorAuthPresent": "true" } }"""), "internet",
            Verdict.No, "asks for aws:MultiFactorAuthPresent"
        },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_policy_gets_the_verdict_that_AWS_documents(string why, string policy, string caller, Verdict verdict, string says)
    {
        var now = caller.EndsWith("2026", StringComparison.Ordinal)
            ? new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero)
            : (DateTimeOffset?)null;
        var answer = new AccessPolicy(PolicyDocument.Parse(policy), now).Ask(Callers.Named(caller), Callers.Orders);

        answer.Verdict.ShouldBe(verdict, $"{why}: {answer.Because}");
        $"{answer.Because} {answer.Addresses}".ShouldContain(says, Case.Sensitive, why);
    }

    [Fact]
    public void There_are_at_least_sixty_named_policies() => Rows.Count.ShouldBeGreaterThanOrEqualTo(60);

    private static string AllowIf(string condition) =>
        Of($$"""{ "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {{condition}} }""");

    private static string AllowDenyIf(string condition) =>
        Of(
            Everyone,
            $$"""{ "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {{condition}} }""");

    private static string Of(params string[] statements) =>
        $$"""{ "Version": "2012-10-17", "Statement": [{{string.Join(", ", statements)}}] }""";
}
