using System.Text;

namespace Auditor.Testing.Secrets;

/// <summary>
/// What names things, made anew from a seed, so that the judge cannot know the values: kind, the name that people give it, and the value.
/// </summary>
public static class HarmlessKinds
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Hex = Digits + "abcdef";
    private const string Base62 = Lower + Upper + Digits;

    private static readonly string[] Nouns =
    [
        "orders", "checkout", "inventory", "pricing", "session", "customer", "invoice", "refund", "loyalty", "catalog", "shipping",
        "ledger",
    ];

    private static readonly string[] Verbs =
    [
        "get", "create", "rotate", "validate", "exchange", "resolve", "publish", "archive", "revoke", "reset",
    ];

    private static readonly string[] Places = ["prod", "staging", "eu-west-1", "us-east-2", "blue", "v2", "internal", "canary"];

    private static readonly string[] German =
    [
        "Donaudampfschifffahrtsgesellschaft",
        "Berechtigungspruefung",
        "Schluesselverwaltung",
        "Kundenstammdatenabgleich",
        "Zahlungsverkehrsueberwachung",
        "Passwortruecksetzung",
    ];

    private static readonly string[] English =
    [
        "internationalization",
        "counterrevolutionaries",
        "authenticationmiddleware",
        "misunderstanding",
        "tokenizationservice",
        "incomprehensibilities",
    ];

    public static readonly (string Kind, string Name, Func<Random, string> Make)[] All =
    [
        ("function of the CDK", "functionName", random => $"{Pascal(random)}Stack-{Pascal(random)}Handler{Of(random, Digits + "ABCDEF", 8)}-{Of(random, Base62, 12)}"),
        ("function of SAM", "handler", random => $"{One(random, Nouns)}-api-{Pascal(random)}Function-{Of(random, Base62, 12)}"),
        ("function of Serverless", "fn", random => $"{One(random, Nouns)}-service-prod-{One(random, Verbs)}{Pascal(random)}"),
        ("function of Amplify", "resolver", random => $"amplify-d{Of(random, Lower + Digits, 12)}-{One(random, Nouns)}-ma-{Pascal(random)}{Of(random, Digits + "ABCDEF", 8)}-{Of(random, Base62, 12)}"),
        ("ARN of a function", "function", random => $"arn:aws:lambda:eu-west-1:{Account(random)}:function:{One(random, Nouns)}-{One(random, Verbs)}-token:live"),
        ("ARN of a layer", "layer", random => $"arn:aws:lambda:eu-west-1:{Account(random)}:layer:AWSLambdaPowertoolsTypeScriptV2:{random.Next(1, 60)}"),
        ("ARN of a secret", "secretArn", random => $"arn:aws:secretsmanager:eu-west-1:{Account(random)}:secret:{One(random, Nouns)}/db-{Of(random, Base62, 6)}"),
        ("ARN of a key", "encryptionKeyArn", random => $"arn:aws:kms:eu-west-1:{Account(random)}:key/{Uuid(random)}"),
        ("ARN of a multi-Region key", "kms", random => $"arn:aws:kms:eu-west-1:{Account(random)}:key/mrk-{Of(random, Hex, 32)}"),
        ("alias of a key", "kmsAlias", random => $"alias/{One(random, Nouns)}-{One(random, Places)}-key"),
        ("ARN of a role of single sign-on", "role", random => $"arn:aws:iam::{Account(random)}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_PowerUser_{Of(random, Hex, 16)}"),
        ("ARN of a listener", "listenerArn", random => $"arn:aws:elasticloadbalancing:eu-west-1:{Account(random)}:listener/app/{One(random, Nouns)}/{Of(random, Hex, 16)}/{Of(random, Hex, 16)}"),
        ("ARN of a Cloud Map service", "discovery", random => $"arn:aws:servicediscovery:eu-west-1:{Account(random)}:service/srv-{Of(random, Lower + Digits, 16)}"),
        ("ARN of a topic subscription", "subscription", random => $"arn:aws:sns:eu-west-1:{Account(random)}:{One(random, Nouns)}-events:{Uuid(random)}"),
        ("ARN of a state machine", "workflow", random => $"arn:aws:states:eu-west-1:{Account(random)}:stateMachine:{Pascal(random)}Flow{Of(random, Digits + "ABCDEF", 8)}-{Of(random, Base62, 12)}"),
        ("ARN of an event bus rule", "ruleArn", random => $"arn:aws:events:eu-west-1:{Account(random)}:rule/{One(random, Nouns)}-bus/{Pascal(random)}Rule{Of(random, Digits + "ABCDEF", 8)}-{Of(random, Upper + Digits, 13)}"),
        ("UUID", "tenantId", Uuid),
        ("UUID in capitals", "correlation", random => Uuid(random).ToUpperInvariant()),
        ("UUID behind a word", "run", random => $"run-{Uuid(random)}"),
        ("UUID of version 7", "eventId", random => $"0192{Of(random, Hex, 4)}-{Of(random, Hex, 4)}-7{Of(random, Hex, 3)}-b{Of(random, Hex, 3)}-{Of(random, Hex, 12)}"),
        ("ULID", "eventId", random => $"01H{Of(random, "0123456789ABCDEFGHJKMNPQRSTVWXYZ", 23)}"),
        ("KSUID", "messageId", random => $"2{Of(random, Base62, 26)}"),
        ("CUID", "recordId", random => $"cl{Of(random, Lower + Digits, 23)}"),
        ("id of MongoDB", "documentId", random => Of(random, Hex, 24)),
        ("short id of YouTube", "video", random => Of(random, Base62, 11)),
        ("commit", "commit", random => Of(random, Hex, 40)),
        ("short commit", "gitSha", random => Of(random, Hex, 8)),
        ("commit behind a word", "release", random => $"{One(random, Nouns)}-{Of(random, Hex, 40)}"),
        ("version with commit", "version", random => $"{random.Next(1, 9)}.{random.Next(30)}.{random.Next(30)}+git.{Of(random, Hex, 12)}"),
        ("pseudo version of Go", "module", random => $"v0.0.0-20260131102030-{Of(random, Hex, 12)}"),
        ("image with digest", "image", random => $"public.ecr.aws/{Of(random, Lower + Digits, 8)}/{One(random, Nouns)}@sha256:{Of(random, Hex, 64)}"),
        ("image with commit", "image", random => $"ghcr.io/acme/{One(random, Nouns)}:sha-{Of(random, Hex, 40)}"),
        ("digest of a file", "sha256sum", random => $"{Of(random, Hex, 64)}  orders.zip"),
        ("digest in base64", "codeSha256", random => Convert.ToBase64String(Bytes(random, 32))),
        ("Subresource Integrity", "integrity", random => $"sha512-{Convert.ToBase64String(Bytes(random, 64))}"),
        ("MD5 behind its name", "checksum", random => $"md5:{Of(random, Hex, 32)}"),
        ("etag of S3", "etag", random => $"\"{Of(random, Hex, 32)}-{random.Next(2, 40)}\""),
        ("file with a hash", "bundle", random => $"main.{Of(random, Hex, 20)}.js"),
        ("asset of the CDK", "assetKey", random => $"{Of(random, Hex, 64)}.zip"),
        ("hash in a path", "source", random => $"s3://cdk-hnb659fds-assets-{Account(random)}-eu-west-1/{Of(random, Hex, 64)}.zip"),
        ("VPC endpoint", "vpce", random => $"vpce-0{Of(random, Hex, 16)}"),
        ("host of a VPC endpoint", "vpceHost", random => $"vpce-0{Of(random, Hex, 16)}-{Of(random, Lower + Digits, 8)}-eu-west-1a.execute-api.eu-west-1.vpce.amazonaws.com"),
        ("private address of an API", "privateUrl", random => $"https://{Of(random, Lower + Digits, 10)}-vpce-0{Of(random, Hex, 16)}.execute-api.eu-west-1.amazonaws.com/prod/orders"),
        ("user pool", "userPool", random => $"eu-west-1_{Of(random, Base62, 9)}"),
        ("client of a user pool", "appClientId", random => Of(random, Lower + Digits, 26)),
        ("ARN of a user pool", "pool", random => $"arn:aws:cognito-idp:eu-west-1:{Account(random)}:userpool/eu-west-1_{Of(random, Base62, 9)}"),
        ("identity pool", "identityPoolId", random => $"eu-west-1:{Uuid(random)}"),
        ("hosted zone", "hostedZoneId", random => $"Z{Of(random, Upper + Digits, 20)}"),
        ("hosted zone as API Gateway lists it", "regionalHostedZoneId", random => $"Z{Of(random, Upper + Digits, 13)}"),
        ("distribution", "distributionId", random => $"E{Of(random, Upper + Digits, 13)}"),
        ("host of CloudFront", "cdn", random => $"d{Of(random, Lower + Digits, 13)}.cloudfront.net"),
        ("host of an edge domain name", "target", random => $"d-{Of(random, Lower + Digits, 10)}.execute-api.eu-west-1.amazonaws.com"),
        ("host of a load balancer", "alb", random => $"{One(random, Nouns)}-alb-{Of(random, Digits, 10)}.eu-west-1.elb.amazonaws.com"),
        ("host of a network load balancer", "nlb", random => $"{One(random, Nouns)}-nlb-{Of(random, Hex, 16)}.elb.eu-west-1.amazonaws.com"),
        ("host of a function URL", "functionUrl", random => $"https://{Of(random, Lower + Digits, 32)}.lambda-url.eu-west-1.on.aws/"),
        ("host of AppSync", "graphql", random => $"https://{Of(random, Lower + Digits, 26)}.appsync-api.eu-west-1.amazonaws.com/graphql"),
        ("host of AppRunner", "service", random => $"https://{Of(random, Lower + Digits, 10)}.eu-west-1.awsapprunner.com"),
        ("host of Aurora", "database", random => $"{One(random, Nouns)}.cluster-c{Of(random, Lower + Digits, 11)}.eu-west-1.rds.amazonaws.com"),
        ("domain of Cognito", "authDomain", random => $"https://{One(random, Nouns)}-{Of(random, Digits, 6)}.auth.eu-west-1.amazoncognito.com/oauth2/token"),
        ("JWKS of Cognito", "jwks", random => $"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_{Of(random, Base62, 9)}/.well-known/jwks.json"),
        ("JWKS of Auth0", "jwksUri", random => $"https://acme-{One(random, Nouns)}.eu.auth0.com/.well-known/jwks.json"),
        ("issuer of Entra", "issuer", random => $"https://sts.windows.net/{Uuid(random)}/"),
        ("issuer of Okta", "issuer", random => $"https://acme.okta.com/oauth2/aus{Of(random, Base62, 17)}"),
        ("issuer of EKS", "oidc", random => $"https://oidc.eks.eu-west-1.amazonaws.com/id/{Of(random, Digits + "ABCDEF", 32)}"),
        ("issuer of Keycloak", "issuer", random => $"https://login.example.com/realms/{One(random, Nouns)}"),
        ("key id of a JWKS", "kid", random => Convert.ToBase64String(Bytes(random, 20)).TrimEnd('=')),
        ("header names", "allowHeaders", _ => "Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token,X-Requested-With"),
        ("one header", "forwardedHeader", random => $"X-{Pascal(random)}-Token-Id"),
        ("mapping of a header", "parameter", _ => "method.request.header.X-Amzn-Trace-Id"),
        ("mapping template", "template", random => $"#set($inputRoot = $input.path('$'))\n{{\"id\": "
            + $"\"$inputRoot.{One(random, Nouns)}Id\", \"token\": \"$context.authorizer.principalId\"}}"),
        ("mapping template of DynamoDB", "template", random => $"{{\"TableName\": \"{Pascal(random)}Table\", \"Key\": {{\"pk\": {{\"S\": "
            + $"\"$input.params('id')\"}}}}}}"),
        ("mapping template of SQS", "template", _ => "Action=SendMessage&MessageBody=$util.urlEncode($input.body)&MessageAttribute.1.Name=source"),
        ("base64 of JSON", "settings", random => Convert.ToBase64String(Encoding.UTF8.GetBytes(
            $"{{\"service\":\"{One(random, Nouns)}\",\"timeout\":{random.Next(30)},\"region\":\"eu-west-1\"}}"))),
        ("base64 of a sentence", "notice", random => Convert.ToBase64String(Encoding.UTF8.GetBytes(
            $"The {One(random, Nouns)} service answers in the language of the caller"))),
        ("cursor of a list", "nextPage", random => Convert.ToBase64String(Encoding.UTF8.GetBytes(
            $"{{\"offset\":{random.Next(9000)},\"limit\":50}}"))),
        ("cron", "schedule", random => $"cron({random.Next(59)} {random.Next(23)} ? * MON-FRI *)"),
        ("rate", "schedule", random => $"rate({random.Next(2, 59)} minutes)"),
        ("feature flags", "flags", random => $"newCheckout=true;rotateKeys=false;maxTokens={random.Next(9000)};authV2={One(random, Places)}"),
        ("flags in JSON", "features", random => $"{{\"{One(random, Nouns)}V2\":true,\"tokenRefresh\":{{\"enabled\":false,\"percent\":{random.Next(99)}}}}}"),
        ("German words", "beschreibung", random => $"{One(random, German)} und {One(random, German)}"),
        ("German name", "modul", random => $"{One(random, German)}Dienst"),
        ("English words", "summary", random => $"{One(random, English)} of the {One(random, Nouns)}"),
        ("sentence about passwords", "description", random => $"Password reset for {One(random, Nouns)}: sends a link that is valid for "
            + $"{random.Next(5, 60)} minutes"),
        ("sentence about tokens", "description", random => $"Tokens are issued by {One(random, Nouns)}-auth; the secret is kept in "
            + $"Secrets Manager under {One(random, Nouns)}/{One(random, Places)}"),
        ("sentence about keys", "description", random => $"API key required, see usage plan {One(random, Nouns)}-gold. Contact: team "
            + $"{One(random, Nouns)}, room {random.Next(1, 9)}.{random.Next(100, 400)}"),
        ("date and time", "deployedAt", random => $"2026-0{random.Next(1, 9)}-1{random.Next(9)}T0{random.Next(9)}:{random.Next(10, 59)}:{random.Next(10, 59)}.{random.Next(100, 999)}Z"),
        ("duration", "ttl", random => $"PT{random.Next(1, 48)}H{random.Next(59)}M"),
        ("version", "semver", random => $"{random.Next(1, 20)}.{random.Next(40)}.{random.Next(40)}-beta.{random.Next(9)}"),
        ("version of a runtime", "runtime", _ => "nodejs22.x"),
        ("user agent", "agent", random => $"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
            + $"Chrome/{random.Next(100, 140)}.0.0.0 Safari/537.36"),
        ("number of a customer", "customerNumber", random => $"KD-{Of(random, Digits, 8)}"),
        ("IBAN-like cost centre", "costCenter", random => $"CC-{Of(random, Digits, 4)}-{Of(random, Upper, 3)}-{Of(random, Digits, 6)}"),
        ("ticket", "ticket", random => $"PAY-{random.Next(1000, 9999)}/rotate-api-keys"),
        ("branch", "branch", random => $"feature/{One(random, Nouns)}-{random.Next(1000, 9999)}-token-exchange"),
        ("contact without e-mail", "owner", random => $"Team {Pascal(random)}, +0 ext. {random.Next(1000, 9999)}, Slack "
            + $"#{One(random, Nouns)}-oncall"),
        ("channel of Slack", "channel", random => $"C0{Of(random, Upper + Digits, 9)}"),
        ("address of a Confluence page", "runbook", random => $"https://acme.atlassian.net/wiki/spaces/PAY/pages/{Of(random, "123456789", 10)}/Rotate+API+keys"),
        ("address of a ticket", "link", random => $"https://acme.atlassian.net/browse/PAY-{random.Next(1000, 9999)}?focusedCommentId={Of(random, "123456789", 8)}"),
        ("address of a pull request", "change", random => $"https://github.com/acme/{One(random, Nouns)}/commit/{Of(random, Hex, 40)}"),
        ("address of a document", "document", random => $"https://docs.google.com/document/d/1{Of(random, Base62 + "-_", 43)}/edit"),
        ("address of a dashboard", "dashboard", random => $"https://grafana.example.com/d/{Of(random, Base62, 9)}/{One(random, Nouns)}-latency?orgId=1&from=now-6h"),
        ("client of Google", "googleClient", random => $"{Of(random, "123456789", 12)}-{Of(random, Lower + Digits, 32)}.apps.googleusercontent.com"),
        ("measurement of Google", "analytics", random => $"G-{Of(random, Upper + Digits, 10)}"),
        ("release of Sentry", "release", random => $"orders@{random.Next(1, 9)}.{random.Next(30)}.{random.Next(30)}+{Of(random, Hex, 40)}"),
        ("trace id of OpenTelemetry", "traceId", random => Of(random, Hex, 32)),
        ("trace header of X-Ray", "trace", random => $"Root=1-{Of(random, Hex, 8)}-{Of(random, Hex, 24)};Parent={Of(random, Hex, 16)};Sampled=1"),
        ("request id", "requestId", random => $"{Of(random, Base62, 12)}=:{random.Next(100)}"),
        ("id of an instance", "instance", random => $"i-0{Of(random, Hex, 16)}"),
        ("id of a transit gateway", "attachment", random => $"tgw-attach-0{Of(random, Hex, 16)}"),
        ("unique id of a role", "principalId", random => $"AROA{Of(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 17)}:orders-session"),
        ("stack of CloudFormation", "aws:cloudformation:stack-id", random => $"arn:aws:cloudformation:eu-west-1:{Account(random)}:stack/{Pascal(random)}/{Uuid(random)}"),
        ("logical id", "aws:cloudformation:logical-id", random => $"{Pascal(random)}Api{Pascal(random)}GETApiPermission{Of(random, Digits + "ABCDEF", 8)}"),
        ("nested stack", "aws:cloudformation:stack-name", random => $"{Pascal(random)}-NestedStack{Pascal(random)}NestedStackResource{Of(random, Digits + "ABCDEF", 8)}-{Of(random, Upper + Digits, 13)}"),
        ("physical id of a table", "tableName", random => $"{Pascal(random)}Stack-{Pascal(random)}Table{Of(random, Digits + "ABCDEF", 8)}-{Of(random, Upper + Digits, 13)}"),
        ("bucket of the CDK", "bucketName", random => $"{One(random, Nouns)}stack-{One(random, Nouns)}bucket{Of(random, Hex, 8)}-{Of(random, Lower + Digits, 12)}"),
        ("log group of an execution", "logGroup", random => $"API-Gateway-Execution-Logs_{Of(random, Lower + Digits, 10)}/prod"),
        ("queue with a dot", "queueName", random => $"{One(random, Nouns)}-{One(random, Verbs)}-jobs.fifo"),
        ("environment of Elastic Beanstalk", "environment", random => $"e-{Of(random, Lower + Digits, 10)}"),
        ("regular expression", "pattern", _ => "^Bearer [A-Za-z0-9-_=]+\\.[A-Za-z0-9-_=]+\\.?[A-Za-z0-9-_.+/=]*$"),
        ("JSON path", "selector", random => $"$.requestContext.authorizer.claims['cognito:{One(random, Nouns)}']"),
        ("names of scopes", "scopes", random => $"{One(random, Nouns)}/read {One(random, Nouns)}/write openid offline_access"),
        ("condition of AWS", "condition", random => $"arn:aws:execute-api:eu-west-1:{Account(random)}:{Of(random, Lower + Digits, 10)}/*/GET/{One(random, Nouns)}/*"),
        ("address of networks", "allowed", random => $"203.0.113.{random.Next(200)}/32,2001:db8:{Of(random, Hex, 4)}:{Of(random, Hex, 4)}::/64"),
        ("MAC address", "gateway", random => string.Join(':', Enumerable.Range(0, 6).Select(_ => Of(random, Hex, 2)))),
        ("fingerprint", "sshFingerprint", random => $"SHA256:{Of(random, Base62 + "+/", 43)}"),
        ("serial number of a certificate", "serialNumber", random => string.Join(
            ':', Enumerable.Range(0, 16).Select(_ => Of(random, Hex, 2)))),
        ("product key of a licence that is a name", "licence", _ => "Apache-2.0 WITH LLVM-exception"),
        ("locale", "language", _ => "de-CH,de;q=0.9,fr-CH;q=0.8,en;q=0.5"),
        ("kind of token", "tokenType", _ => "urn:ietf:params:oauth:token-type:access_token"),
        ("algorithm", "signatureAlgorithm", _ => "RSASSA_PKCS1_V1_5_SHA_256"),
        ("place of a secret", "passwordFrom", random => $"ssm:/{One(random, Nouns)}/{One(random, Places)}/db-password"),
        ("reference to a secret", "dbPassword", random => $"{{{{resolve:secretsmanager:{One(random, Nouns)}/{One(random, Places)}:SecretString:password::AWSCURRENT}}}}"),
        ("name of a secret", "secretName", random => $"{One(random, Nouns)}/{One(random, Places)}/client-credentials"),
        ("name of a key", "apiKeyName", random => $"partner-{One(random, Nouns)}-{One(random, Places)}-{random.Next(2020, 2027)}"),
    ];

    private static string One(Random random, string[] words) => words[random.Next(words.Length)];

    private static string Pascal(Random random) => $"{Capital(One(random, Verbs))}{Capital(One(random, Nouns))}";

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static string Account(Random random) => Of(random, "123456789", 12);

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Uuid(Random random) =>
        $"{Of(random, Hex, 8)}-{Of(random, Hex, 4)}-4{Of(random, Hex, 3)}-a{Of(random, Hex, 3)}-{Of(random, Hex, 12)}";

    private static string Of(Random random, string letters, int length) => new(random.GetItems<char>(letters, length));
}
