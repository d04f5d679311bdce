namespace Auditor.Testing.Secrets;

/// <summary>What people write beside AWS's names, made anew from a seed: other clouds, public keys, formats, sentences.</summary>
public static class HarmlessTexts
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Hex = Digits + "abcdef";
    private const string Base62 = Lower + Upper + Digits;

    public static readonly (string Kind, string Name, Func<Random, string> Make)[] All =
    [
        ("address of Terraform", "resource", _ => "module.api.aws_api_gateway_rest_api.this[\"orders\"]"),
        ("name of Pulumi", "fn", random => $"orders-fn-{Of(random, Hex, 7)}"),
        ("host of a preview", "preview", random => $"https://orders-git-main-{Of(random, Lower + Digits, 9)}-acme.vercel.app"),
        ("resource of Azure", "resourceId", random => $"/subscriptions/{Uuid(random)}/resourceGroups/orders-prod/providers/Microsoft.ApiManagement/service/acme"),
        ("service account of Google", "serviceAccount", random => $"orders@acme-prod-{Of(random, Digits, 6)}.iam.gserviceaccount.com"),
        ("pod", "pod", random => $"orders-{Of(random, "bcdfghjklmnpqrstvwxz2456789", 10)}-{Of(random, "bcdfghjklmnpqrstvwxz2456789", 5)}"),
        ("service of PagerDuty", "service", random => $"P{Of(random, Upper + Digits, 6)}"),
        ("id of Salesforce", "accountId", random => $"0015g00000{Of(random, Base62, 5)}AAN"),
        ("app of Firebase", "appId", random => $"1:{Of(random, "123456789", 12)}:web:{Of(random, Hex, 22)}"),
        ("network interface", "interface", random => $"eni-0{Of(random, Hex, 16)}"),
        ("security groups", "securityGroups", random => $"sg-0{Of(random, Hex, 16)},sg-0{Of(random, Hex, 16)}"),
        ("machine image", "image", random => $"ami-0{Of(random, Hex, 16)}"),
        ("host of IoT", "mqtt", random => $"a{Of(random, Lower + Digits, 13)}-ats.iot.eu-west-1.amazonaws.com"),
        ("brokers", "brokers", random => $"b-1.orders.{Of(random, Lower + Digits, 6)}.c2.kafka.eu-west-1.amazonaws.com:9092,b-2.orders.{Of(random, Lower + Digits, 6)}.c2.kafka.eu-west-1.amazonaws.com:9092"),
        ("host of Redshift", "warehouse", random => $"orders.{Of(random, Lower + Digits, 12)}.eu-west-1.redshift.amazonaws.com:5439/dev"),
        ("validation of a certificate", "validation", random => $"_{Of(random, Hex, 32)}.{Of(random, Lower, 10)}.acm-validations.aws."),
        ("public key", "publicKey", random => $"-----BEGIN PUBLIC KEY-----\n{Line(random)}\n{Line(random)}\n-----END PUBLIC KEY-----"),
        ("certificate", "certificate", random => $"-----BEGIN CERTIFICATE-----\n{Line(random)}\n{Line(random)}\n-----END CERTIFICATE-----"),
        ("public key of SSH", "deployKey", random => $"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{Of(random, Base62, 43)} deploy@acme"),
        ("container of tags", "tagManager", random => $"GTM-{Of(random, Upper + Digits, 7)}"),
        ("words with underscores", "name", _ => "orders_api_gateway_integration_response_mapping_template_v2"),
        ("words in camel case", "handlerName", _ => "oauth2TokenExchangeV3HandlerProdEuWest1"),
        ("words in capitals", "mode", _ => "PAYMENT_PROVIDER_CALLBACK_HANDLER_V2"),
        ("words with hyphens", "name", _ => "acme-identity-access-token-refresh-service-eu-central-1-prod"),
        ("e-mail address", "owner", _ => "orders-oncall+prod@example.com"),
        ("query of GraphQL", "query", _ => "query Orders($token: String!) { orders(token: $token) { id apiKeyId } }"),
        ("address to sign in", "login", random => $"https://login.example.com/oauth2/authorize?client_id={Of(random, Lower + Digits, 26)}&response_type=code&redirect_uri=https%3A%2F%2Fshop.example.com%2Fcallback&scope=openid"),
        ("media type", "accept", _ => "application/vnd.acme.orders.v2+json; charset=utf-8"),
        ("header of transport security", "strict", _ => "max-age=63072000; includeSubDomains; preload"),
        ("content security policy", "policy", random => $"default-src 'self'; script-src 'nonce-{Of(random, Base62, 22)}=='"),
        ("bank account", "iban", random => $"DE{Of(random, Digits, 20)}"),
        ("number of a tax payer", "vat", random => $"DE{Of(random, Digits, 9)}"),
        ("URN", "urn", random => $"urn:uuid:{Uuid(random)}"),
        ("key of DKIM", "dkim", random => $"v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC{Of(random, Base62, 120)}IDAQAB"),
        ("record of SPF", "spf", _ => "v=spf1 include:amazonses.com include:_spf.google.com ~all"),
        ("path of Windows", "path", _ => @"C:\Program Files\Acme\Orders\token-service.exe"),
        ("path of Unix", "socket", _ => "/var/run/secrets/kubernetes.io/serviceaccount/token"),
        ("log format", "format", _ => "$context.identity.sourceIp - $context.identity.caller [$context.requestTime] "
            + "\"$context.httpMethod $context.resourcePath $context.protocol\" $context.status $context.responseLength $context.requestId"),
        ("template with a password in its words", "template", _ => "#if($context.authorizer.token != "
            + "\"\")\n$util.escapeJavaScript($input.json('$.password'))\n#end"),
        ("filter of messages", "filterPolicy", _ => "{\"eventType\":[\"token.issued\",\"password.reset\"],\"store\":[{\"anything-but\":\"test\"}]}"),
        ("namespace of XML", "schema", _ => "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"),
        ("server of OpenAPI", "server", _ => "https://{environment}.api.example.com/v{version}"),
        ("name of a file", "artifact", random => $"builds/2026/01/31/orders-{Of(random, Hex, 12)}-linux-arm64.tar.gz"),
        ("version of a function", "functionVersion", random => $"orders-prod:{random.Next(200)}"),
        ("weights of an alias", "routing", _ => "{\"AdditionalVersionWeights\":{\"42\":0.05}}"),
        ("workspace of Terraform", "workspace", random => $"ws-{Of(random, Base62, 16)}"),
        ("monitor of Datadog", "monitor", random => $"https://app.datadoghq.eu/monitors/{Of(random, "123456789", 8)}"),
        ("project of SonarQube", "sonarProject", _ => "com.acme.payments:orders-token-service"),
        ("package of Maven", "artifact", _ => "com.fasterxml.jackson.core:jackson-databind:2.17.2"),
        ("package of npm", "package", _ => "@aws-sdk/credential-provider-node@3.621.0"),
        ("time zone", "zone", _ => "America/Argentina/Buenos_Aires"),
        ("Japanese", "beschreibung", _ => "注文サービスの認証トークンを発行します"),
        ("German sentence", "beschreibung", _ => "Prüft das Passwort und stellt ein Token aus; Schlüssel liegen im Tresor"),
        ("French sentence", "description", _ => "Réinitialise le mot de passe : envoie un courriel"),
        ("Spanish sentence", "descripcion", _ => "Restablece la contraseña: envía un correo"),
        ("sentence about how long", "description", _ => "Key rotation: every 90 days. Token lifetime: 15m. Secret store: Vault"),
        ("message of a deployment", "message", _ => "Deployment failed: authorizer token-check not found in stage prod"),
        ("message of IAM", "message", random => $"User: arn:aws:sts::{Of(random, "123456789", 12)}:assumed-role/Audit/run is not "
            + $"authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:{Of(random, "123456789", 12)}:key/{Uuid(random)}"),
        ("label of a web ACL", "label", _ => "awswaf:managed:token:rejected:not_solved"),
        ("subject of GitHub", "subject", _ => "repo:acme/orders:environment:production"),
        ("SPIFFE id", "spiffe", _ => "spiffe://acme.example/ns/orders/sa/token-service"),
        ("condition key", "tag", _ => "aws:PrincipalTag/access-key-owner"),
        ("geohash", "geohash", _ => "u33dc0cppjs7"),
        ("plus code", "place", _ => "9F4MGC22+22"),
        ("ISIN", "isin", _ => "US0378331005"),
        ("BIC", "bic", _ => "DEUTDEFF500"),
        ("request of AWS", "requestId", random => Uuid(random)),
        ("request of CloudFront", "cfId", random => $"{Of(random, Base62 + "-_", 54)}=="),
        ("thumbprint in groups", "thumb", random => string.Join(
            " ", Enumerable.Range(0, 10).Select(_ => Of(random, Digits + "ABCDEF", 4)))),
    ];

    private static string Line(Random random)
    {
        var bytes = new byte[48];
        random.NextBytes(bytes);
        return Convert.ToBase64String(bytes);
    }

    private static string Uuid(Random random) =>
        $"{Of(random, Hex, 8)}-{Of(random, Hex, 4)}-4{Of(random, Hex, 3)}-a{Of(random, Hex, 3)}-{Of(random, Hex, 12)}";

    private static string Of(Random random, string letters, int length) => new(random.GetItems<char>(letters, length));
}
