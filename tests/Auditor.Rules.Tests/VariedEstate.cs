using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Samples;
using Auditor.Testing.Estates;

namespace Auditor.Rules.Tests;

/// <summary>The sample estate with policies, authorization, endpoints and domain names that were drawn by lot.</summary>
internal static class VariedEstate
{
    private static readonly string[] Principals =
    [
        "\"*\"",
        "\"*\"",
        "{\"AWS\":\"*\"}",
        "{\"AWS\":\"444455556666\"}",
        "{\"AWS\":\"111122223333\"}",
        "{\"AWS\":\"arn:aws:iam::999988887777:role/app\"}",
    ];
    private static readonly string[] Resources = ["execute-api:/*", "execute-api:/*", "execute-api:/*/GET/*", "execute-api:/*/POST/*", "*"];

    private static readonly string[] Conditions =
    [
        "", "", "",
        "\"IpAddress\":{\"aws:SourceIp\":[\"198.51.100.0/24\",\"2001:db8::/32\"]}",
        "\"NotIpAddress\":{\"aws:SourceIp\":[\"198.51.100.0/24\",\"0.0.0.0/3\"]}",
        "\"StringEquals\":{\"aws:SourceVpce\":\"vpce-0a1b2c3d4e5f67890\"}",
        "\"StringNotEquals\":{\"aws:SourceVpce\":\"vpce-0a1b2c3d4e5f67890\"}",
        "\"StringEquals\":{\"aws:SourceVpc\":\"vpc-0a1b2c3d4e5f67890\"}",
        "\"StringLike\":{\"aws:Referer\":\"https://acme.example/*\"}",
        "\"StringNotLike\":{\"aws:UserAgent\":[\"*bot*\",\"*curl*\"]}",
        "\"StringEquals\":{\"aws:PrincipalAccount\":\"444455556666\"}",
        "\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:role/app\"}",
        "\"Bool\":{\"aws:SecureTransport\":\"true\"}",
        "\"Null\":{\"aws:PrincipalArn\":\"true\"}",
    ];

    private static readonly AuthorizationKind[] Authorizations =
    [
        AuthorizationKind.None,
        AuthorizationKind.None,
        AuthorizationKind.AwsIam,
        AuthorizationKind.AwsIam,
    ];

    public static Estate Make(int seed)
    {
        var lot = new Random(seed);
        return AcmeEstate.Create().WithScope(scope => scope with
        {
            RestApis = scope.RestApis.Select(apis => apis.Select(api => Varied(api, lot)).ToImmutableArray()),
            Domains = scope.Domains.Select(domains => domains.Select(domain => domain with { IpAddressType = lot.Next(2) is 0 ? "dualstack" : "ipv4" })
                .ToImmutableArray()),
        });
    }

    private static Api Varied(Api api, Random lot)
    {
        var policy = lot.Next(4) is 0
            ? null
            : $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', Enumerable.Range(0, lot.Next(1, 4)).Select(_ => Statement(lot)))}}]}""";
        return api with
        {
            ResourcePolicy = policy,
            EndpointType = lot.Next(4) is 0 ? EndpointType.Private : api.EndpointType,
            IpAddressType = lot.Next(2) is 0 ? "dualstack" : "ipv4",
            Deployments =
            [
                .. api.Deployments.Select(deployment => deployment with
                {
                    Definition = default,
                    Methods = deployment.Methods.Select(methods => methods
                        .Select(method => lot.Next(2) is 0
                            ? method
                            : method with { Authorization = Authorizations[lot.Next(Authorizations.Length)], ApiKeyRequired = lot.Next(5) is 0 })
                        .ToImmutableArray()),
                }),
            ],
        };
    }

    private static string Statement(Random lot) =>
        $$$"""{"Effect":"{{{(lot.Next(3) is 0 ? "Deny" : "Allow")}}}","Principal":{{{OneOf(Principals, lot)}}},"Action":"execute-api:Invoke","Resource":"{{{OneOf(Resources, lot)}}}","Condition":{ {{{OneOf(Conditions, lot)}}} }}""";

    private static string OneOf(string[] texts, Random lot) => texts[lot.Next(texts.Length)];
}
