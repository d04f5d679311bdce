using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Tests.Identity;
using static Auditor.Core.Tests.Waf.Statements;

namespace Auditor.Core.Tests.Exposure;

/// <summary>An API that was drawn by lot, a handful of callers, and what AWS's pages say becomes of each of their requests.</summary>
/// <remarks>
/// Developer guide of API Gateway: "How API Gateway resource policies affect authorization workflow" (tables A and B), "Use AWS WAF to
/// protect your REST APIs", "Private REST APIs", "IP address types for REST APIs", "How to turn on mutual TLS authentication"; IAM user
/// guide: "Policy evaluation logic", "Condition operators", "NotPrincipal".
/// </remarks>
internal sealed class SmallInternet
{
    public const string Own = "111122223333";
    public const string Partner = "444455556666";
    public const string Stranger = "999988887777";
    public const string Named = "vpce-0a1b2c3d4e5f67890";
    public const string Foreign = "vpce-0f0f0f0f0f0f0f0f0";
    public const string OwnRole = $"arn:aws:iam::{Own}:role/app";
    public const string PartnerRole = $"arn:aws:iam::{Partner}:role/app";
    public const string OtherPartnerRole = $"arn:aws:iam::{Partner}:role/other";
    public const string StrangerRole = $"arn:aws:iam::{Stranger}:role/app";

    public const string PartnerOrganization = "o-partner001";
    private const string Domain = "api.acme.example";
    private const string Site = "https://acme.example/shop";
    private const string WebAclArn = $"arn:aws:wafv2:eu-west-1:{Own}:regional/webacl/front/1";
    private const string OnlySomeKnow = "only-some-know";

    private static readonly string[] Conditions =
    [
        "", "", "", "'IpAddress':{'aws:SourceIp':['198.51.100.0/24','2001:db8::/32']}", "'NotIpAddress':{'aws:SourceIp':'198.51.100.0/24'}",
        "'IpAddress':{'aws:SourceIp':'0.0.0.0/1'}", "'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}",
        $"'StringEquals':{{'aws:SourceVpce':'{Named}'}}", $"'StringNotEquals':{{'aws:SourceVpce':'{Named}'}}",
        $"'StringEqualsIfExists':{{'aws:SourceVpce':'{Named}'}}",
        "'StringLike':{'aws:Referer':'https://acme.example/*'}", "'StringNotLike':{'aws:Referer':'https://acme.example/*'}",
        $"'StringEquals':{{'aws:PrincipalAccount':'{Partner}'}}",
        $"'StringEquals':{{'aws:PrincipalOrgID':'{PartnerOrganization}'}}",
        $"'StringNotEqualsIfExists':{{'aws:PrincipalAccount':'{Partner}'}}", "'Null':{'aws:PrincipalArn':'true'}",
        $"'IpAddress':{{'aws:SourceIp':'198.51.100.0/24'}},'StringEquals':{{'aws:PrincipalAccount':'{Partner}'}}",
    ];

    private static readonly string[] Principals =
    [
        "'*'", "'*'", "'*'", $"{{'AWS':'{Partner}'}}", $"{{'AWS':'{Own}'}}", $"{{'AWS':['{Partner}','{Own}']}}",
        $"{{'AWS':'{PartnerRole}'}}",
    ];
    private static readonly string[] Resources =
    [
        "execute-api:/*",
        "execute-api:/*",
        "execute-api:/prod/GET/*",
        "execute-api:/prod/GET/orders",
        "execute-api:/*/*/orders/*",
    ];
    private static readonly string[] Blocks = ["198.51.100.0/24", "0.0.0.0/1", "128.0.0.0/1", "2001:db8::/32", "::/0"];
    private static readonly string[] Keys = ["GET /orders", "GET /orders/{id}", "GET /{proxy+}"];
    private static readonly string[] Paths = ["/orders", "/orders/7", "/orders/x/y", "/public/a"];
    private static readonly string[] Addresses = ["198.51.100.4", "8.8.8.8", "200.1.1.1", "2001:db8::7", "2600::1"];

    private readonly JsonElement[]? _policy;
    private readonly JsonElement[]? _domainPolicy;
    private readonly bool _hasKey;
    private readonly Lazy<string> _text;
    private readonly Dictionary<(string Host, string Path, string? Ip, string? Vpce, string? Principal, string? Organization, string? Referer), ((bool, bool) Domain, (bool, bool) Own)> _said = [];

    public SmallInternet(int seed)
    {
        var lot = new Random(seed);
        _text = new(Text);
        var isPrivate = lot.Next(3) is 0;
        var policy = lot.Next(isPrivate ? 12 : 4) > 0 ? Statements(lot) : null;
        var domainPolicy = isPrivate && lot.Next(3) > 0 ? Statements(lot) : null;
        (_policy, _domainPolicy) = (policy is null ? null
            : PageStatement.Of(policy), domainPolicy is null ? null
            : PageStatement.Of(domainPolicy));
        _hasKey = lot.Next(3) > 0;
        var stage = new Stage { Name = "prod", DeploymentId = "d1", WebAclArn = lot.Next(2) is 0 ? WebAclArn : null };
        WebAcl = stage.WebAclArn is null ? null : Drawn(lot, isPrivate);
        var authorizations = new[]
        {
            AuthorizationKind.None,
            AuthorizationKind.None,
            AuthorizationKind.AwsIam,
            AuthorizationKind.AwsIam,
            AuthorizationKind.Custom,
            AuthorizationKind.CognitoUserPools,
        };
        var methods = Keys.Where(_ => lot.Next(3) > 0).DefaultIfEmpty(Keys[0])
            .Select(key => new DeployedMethod { Key = key, Authorization = authorizations[lot.Next(authorizations.Length)], ApiKeyRequired = lot.Next(4) is 0 })
            .ToImmutableArray();
        Api = new()
        {
            Id = "a1b2c3d4e5",
            Name = "orders",
            Kind = ApiKind.Rest,
            EndpointType = isPrivate ? EndpointType.Private : EndpointType.Regional,
            IpAddressType = lot.Next(2) is 0 ? "dualstack" : "ipv4",
            DisableExecuteApiEndpoint = lot.Next(4) is 0,
            ResourcePolicy = policy is null ? null : SmallAccount.Document(policy),
            Stages = ImmutableArray.Create(stage),
            Routes = ImmutableArray<Route>.Empty,
            Deployments = [new() { Id = "d1", Methods = methods }],
        };
        Scope = new()
        {
            Account = Own,
            Region = "eu-west-1",
            Domains = lot.Next(2) is 0 ? [] : ImmutableArray.Create(new Domain
            {
                Name = Domain,
                EndpointType = isPrivate ? EndpointType.Private : EndpointType.Regional,
                IpAddressType = lot.Next(2) is 0 ? "dualstack" : "ipv4",
                MutualTls = !isPrivate && lot.Next(2) is 0 ? new() : null,
                Policy = domainPolicy is null ? null : SmallAccount.Document(domainPolicy),
                Mappings = ImmutableArray.Create(new ApiMapping { Key = lot.Next(2) is 0 ? "" : "shop", ApiId = Api.Id, Stage = "prod" }),
            }),
            UsagePlans = ImmutableArray.Create(
                new UsagePlan { Id = "p", Name = "plan", Stages = [new() { ApiId = Api.Id, Stage = "prod" }], ApiKeyIds = ImmutableArray.Create("k") }),
            ApiKeys = ImmutableArray.Create(new ApiKey { Id = "k", Name = "key", Enabled = _hasKey }),
            WebAcls = WebAcl is null ? [] : [new() { Arn = WebAclArn, Definition = WebAcl }],
            RestApis = ImmutableArray.Create(Api),
            HttpAndWebSocketApis = ImmutableArray<Api>.Empty,
        };
        Map = new(new()
        {
            CollectedAt = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero),
            Scopes = [Scope],
            Accounts =
            [
                new()
                {
                    Id = Own,
                    Principals = ImmutableArray.Create(new Principal { Arn = OwnRole, Type = PrincipalType.Role }),
                    IdentityPolicies = ImmutableArray.Create(
                        new IdentityPolicy { Arn = $"{OwnRole}/all", Name = "all", Kind = IdentityPolicyKind.Inline, AttachedTo = [OwnRole], Document = SmallAccount.Document(SmallAccount.Allow()) }),
                },
            ],
        });
    }

    public Api Api { get; }

    public Scope Scope { get; }

    public ExposureMap Map { get; }

    public WebAclDefinition? WebAcl { get; }

    public Stage Stage => Api.Stages.Value[0];

    public bool IsPrivate => Api.EndpointType.Value is EndpointType.Private;

    /// <summary>Whether what the organization of the own account is decides something: that is in no inventory.</summary>
    public bool AsksForOrganization =>
        Api.ResourcePolicy?.Contains("PrincipalOrg", StringComparison.Ordinal) is true
            || Scope.Domains.Value.Any(domain => domain.Policy?.Contains("PrincipalOrg", StringComparison.Ordinal) is true);

    public override string ToString() => _text.Value;

    /// <summary>Every request of every caller to every name.</summary>
    public IEnumerable<TriedCall> Calls()
    {
        (string Host, string Base)[] names =
        [
            ("a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com", "/prod"),
            .. Scope.Domains.Value.Select(domain => (domain.Name, domain.Mappings.Value[0].Key is { Length: > 0 } key ? $"/{key}" : "")),
        ];
        bool[] either = [false, true];
        return from name in names
               from path in Paths
               from origin in IsPrivate
                   ? new (string? Ip, string? Vpce)[] { (null, Named), (null, Foreign) }
                   : [.. Addresses.Select(ip => ((string?)ip, (string?)null))]
               from signer in new (string? Principal, string? Organization)[]
               {
                   (null, null), (OwnRole, null), (PartnerRole, null), (OtherPartnerRole, null), (PartnerRole, PartnerOrganization), (OtherPartnerRole, "o-other00001"), (StrangerRole, null), (StrangerRole, PartnerOrganization), (StrangerRole, "o-other00001"),
               }
               where AsksForOrganization || signer.Organization is null
               from referer in new[] { null, Site, "https://elsewhere.example/" }
               from verify in WebAcl is null ? new string?[] { null } : [null, OnlySomeKnow]
               from key in _hasKey ? either : [false]
               from certificate in Scope.Domains.Value.Any(domain => domain.MutualTls is not null) ? either : [false]
               from token in Api.Deployments[0].Methods.Value.Any(
                   method => method.Authorization.Value is AuthorizationKind.Custom or AuthorizationKind.CognitoUserPools)
                   ? either
                   : [false]
               select new TriedCall(
                   name.Host,
                   name.Base + path,
                   origin.Ip,
                   origin.Vpce,
                   signer.Principal,
                   signer.Organization,
                   referer,
                   verify,
                   key,
                   certificate,
                   token);
    }

    /// <summary>The route that a request reaches, and whether it gets through; null where it reaches none.</summary>
    public (DeployedMethod Route, bool IsAllowed)? Decide(TriedCall call)
    {
        // 1. The name.
        var domain = Scope.Domains.Value.FirstOrDefault(each => each.Name == call.Host);
        var isDualStack = (domain is null ? Api.IpAddressType : domain.IpAddressType) == "dualstack";
        if ((domain is null && Api.DisableExecuteApiEndpoint)
            || (call.Ip is { } ip && ip.Contains(':', StringComparison.Ordinal) && !isDualStack)
            || (domain?.MutualTls is not null && !call.HasCertificate))
        {
            return null;
        }

        var path = call.Path[(domain is null ? "/prod".Length : domain.Mappings.Value[0].Key is { Length: > 0 } key ? key.Length + 1 : 0)..];
        // 2. AWS WAF.
        if (WebAcl is not null
            && (WebAcl.Rules.Where(rule => Matches(rule.Matches ?? throw new InvalidOperationException(), call)).Select(rule => rule.Action).FirstOrDefault(action => action is not WafAction.Count, WebAcl.DefaultAction) is not WafAction.Allow))
        {
            return null;
        }

        // 3. The route: written out before a parameter before a greedy one.
        var methods = Api.Deployments[0].Methods.Value;
        var depth = path.Split('/').Length;
        var method = (path == "/orders" ? methods.FirstOrDefault(each => each.Key == Keys[0])
            : path.StartsWith("/orders/", StringComparison.Ordinal) && depth == 3 ? methods.FirstOrDefault(each => each.Key == Keys[1])
            : null)
            ?? methods.FirstOrDefault(each => each.Key == Keys[2]);
        return method is null ? null : (method, IsAllowed(method, path, call, domain));
    }

    private string Text() =>
        string.Join(
            '\n',
            new[] { InventoryFile.WritePart(Api), WebAcl is null ? [] : InventoryFile.WritePart(WebAcl), InventoryFile.WritePart(Scope.Domains.Value) }.Select(Encoding.UTF8.GetString));

    private bool IsAllowed(DeployedMethod method, string path, TriedCall call, Domain? domain)
    {
        // A signature that the method does not ask for is not looked at.
        var signer = method.Authorization.Value is AuthorizationKind.AwsIam ? call.Principal : null;
        if ((method.Authorization.Value is AuthorizationKind.AwsIam && signer is null)
            || (method.ApiKeyRequired && !call.HasKey)
            || (method.Authorization.Value is AuthorizationKind.Custom or AuthorizationKind.CognitoUserPools && !call.HasToken))
        {
            return false;
        }

        var key = (call.Host, path, call.Ip, call.Vpce, signer, call.Organization, call.Referer);
        if (!_said.TryGetValue(key, out var said))
        {
            _said[key] = said = (Says(_domainPolicy, signer, null, call), Says(_policy, signer, $"GET{path}", call));
        }

        var (isAllowed, isDenied) = said.Own;
        if (IsPrivate && (_policy is null || (domain is not null && _domainPolicy is not null && said.Domain is not (true, false))))
        {
            return false;
        }

        // Tables A and B.
        return method.Authorization.Value switch
        {
            _ when isDenied => false,
            AuthorizationKind.Custom => true,
            AuthorizationKind.AwsIam when signer?.Split(':')[4] == Own => true,
            AuthorizationKind.AwsIam => isAllowed && _policy is not null,
            _ => isAllowed || _policy is null,
        };
    }

    private static (bool IsAllowed, bool IsDenied) Says(JsonElement[]? policy, string? signer, string? resource, TriedCall call)
    {
        var context = new Dictionary<string, string>(
            StringComparer.OrdinalIgnoreCase)
        { ["aws:SecureTransport"] = "true", ["aws:CurrentTime"] = "2026-11-22T00:00:00Z" };
        void Has(string key, string? value)
        {
            if (value is not null)
            {
                context[key] = value;
            }
        }

        Has("aws:SourceIp", call.Ip);
        Has("aws:SourceVpce", call.Vpce);
        Has("aws:Referer", call.Referer);
        Has("aws:PrincipalArn", signer);
        Has("aws:PrincipalAccount", signer?.Split(':')[4]);
        Has("aws:PrincipalOrgID", signer is null ? null : call.Organization);
        bool Any(string effect) => (policy ?? []).Any(statement => PageStatement.Is(statement, effect)
            && PageStatement.IsFor(statement, signer, signer)
            && PageStatement.Holds(resource is null ? Everywhere(statement) : statement, $"{SmallAccount.Api}/prod/{resource}", context));
        return (Any("Allow"), Any("Deny"));
    }

    // A domain name's policy is about the domain name.
    private static JsonElement Everywhere(JsonElement statement) =>
        JsonSerializer.SerializeToElement(statement.EnumerateObject()
            .ToDictionary(member => member.Name, member => member.Name == "Resource" ? JsonSerializer.SerializeToElement("*") : member.Value));

    private static bool Matches(WafStatement statement, TriedCall call) => statement.Kind switch
    {
        "AndStatement" => (statement.Statements ?? []).All(part => Matches(part, call)),
        "OrStatement" => (statement.Statements ?? []).Any(part => Matches(part, call)),
        "NotStatement" => !Matches((statement.Statements ?? [])[0], call),
        "IPSetReferenceStatement" =>
            statement.Addresses.Value.Any(block => IPNetwork.Parse(block)
                .Contains(IPAddress.Parse(call.Ip ?? throw new InvalidOperationException()))),
        _ when statement.SecretValue is not null => call.Verify == OnlySomeKnow,
        _ when statement.PartName == "host" => call.Host == statement.Value,
        _ when statement.PartName == "referer" => call.Referer?.StartsWith(statement.Value ?? "", StringComparison.Ordinal) is true,
        _ => call.Path.StartsWith(statement.Value ?? "", StringComparison.Ordinal),
    };

    private static string Statements(Random lot) => string.Join(',', Enumerable.Range(0, lot.Next(1, 4)).Select(_ =>
        $"{{'Effect':{OneOf(lot, ["'Allow'", "'Allow'", "'Deny'"])},'Principal':{OneOf(lot, Principals)},'Action':'execute-api:Invoke','Resource':'{OneOf(lot, Resources)}','Condition':{{{OneOf(lot, Conditions)}}}}}"));

    private static WebAclDefinition Drawn(Random lot, bool isPrivate)
    {
        WafAction[] actions = [WafAction.Allow, WafAction.Block, WafAction.Count];
        return Waf.Statements.WebAcl(
            actions[lot.Next(2)],
            [.. Enumerable.Range(0, lot.Next(1, 4)).Select(number => Rule(actions[lot.Next(3)], Statement(lot, 2, isPrivate), $"rule{number}"))]);
    }

    // Which address AWS WAF sees of a caller through a VPC endpoint is not documented.
    private static WafStatement Statement(Random lot, int depth, bool isPrivate) => lot.Next(depth > 0 ? 8 : 5) switch
    {
        0 when !isPrivate => Waf.Statements.Addresses([.. Blocks.Where(_ => lot.Next(3) is 0)]),
        0 or 1 => Secret("x-origin-verify"),
        2 => Header("host", Domain),
        3 => Header("referer", "https://acme.example/", "STARTS_WITH"),
        4 => Path(OneOf(lot, ["/prod/orders", "/prod/public", "/shop/", "/orders/"])),
        5 => Not(Statement(lot, depth - 1, isPrivate)),
        6 => All(Statement(lot, depth - 1, isPrivate), Statement(lot, depth - 1, isPrivate)),
        _ => Any(Statement(lot, depth - 1, isPrivate), Statement(lot, depth - 1, isPrivate)),
    };

    private static string OneOf(Random lot, string[] texts) => texts[lot.Next(texts.Length)];
}
