using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Core.Tests.Identity;

/// <summary>An account with a REST API, a user in a group, and a role, whose policies a test writes.</summary>
internal sealed class SmallAccount
{
    public const string Id = "111122223333";
    public const string OtherId = "444455556666";
    public const string Api = $"arn:aws:execute-api:eu-west-1:{Id}:a1b2c3d4e5";
    public const string User = $"arn:aws:iam::{Id}:user/people/jane";
    public const string Role = $"arn:aws:iam::{Id}:role/apps/orders";
    public const string Session = $"arn:aws:sts::{Id}:assumed-role/orders/jane";
    public const string Group = $"arn:aws:iam::{Id}:group/staff";
    public const string OtherRole = $"arn:aws:iam::{OtherId}:role/theirs";
    public const string ServiceLinkedRole = $"arn:aws:iam::{Id}:role/aws-service-role/ops.apigateway.amazonaws.com/AWSServiceRoleForAPIGateway";
    public const string Root = $"arn:aws:iam::{Id}:root";

    private const string Boundary = $"arn:aws:iam::{Id}:policy/boundary";

    private const string TrustOfLambda = "{'Effect':'Allow','Principal':{'Service':'lambda.amazonaws.com'},'Action':'sts:AssumeRole'}";

    private readonly Lazy<(ExposureMap Map, Scope Scope, Api Api)> _read;

    public SmallAccount() => _read = new(Read);

    /// <summary>Statements of a policy of the user.</summary>
    public string? OfUser { get; init; }

    /// <summary>Statements of a policy of the user's group.</summary>
    public string? OfGroup { get; init; }

    /// <summary>Statements of a policy of the role.</summary>
    public string? OfRole { get; init; }

    /// <summary>Statements of a policy of a role that a service of AWS made for itself.</summary>
    public string? OfServiceLinkedRole { get; init; }

    /// <summary>Statements of a policy of the role of the other account, which was read too.</summary>
    public string? OfOtherRole { get; init; }

    /// <summary>Statements of the permissions boundary of both the user and the role.</summary>
    public string? Limit { get; init; }

    /// <summary>Statements of the role's trust policy.</summary>
    public string Trust { get; init; } = TrustOfLambda;

    /// <summary>Statements of the API's resource policy.</summary>
    public string? OfApi { get; init; }

    /// <summary>
    /// Statements of the policy of a private domain name that leads to the API, which is private then; <see langword="null"/> where it is a
    /// public one.
    /// </summary>
    public string? OfDomainName { get; init; }

    /// <summary>Whether the domain name is the only way to the API.</summary>
    public bool IsDefaultEndpointOff { get; init; }

    /// <summary>The account's place in its organization, and the policies that limit it there.</summary>
    public Fact<OrganizationMembership> Organization { get; init; }

    /// <summary>Statements of service control policies, the root's first; empty where nothing is known of an organization.</summary>
    public ImmutableArray<string> Levels { get; init; } = [];

    /// <summary>The same of the other account.</summary>
    public Fact<OrganizationMembership> OtherOrganization { get; init; }

    public ImmutableArray<string> Routes { get; init; } = ["GET /orders", "POST /orders", "GET /users/{name}"];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public Fact<ImmutableSortedDictionary<string, string>> TagsOfRole { get; init; }

    private Scope ScopeOf => _read.Value.Scope;

    public Estate Estate => Inventory();

    private ExposureMap Map => _read.Value.Map;

    private Api ApiOf => _read.Value.Api;

    /// <summary>What becomes of one request.</summary>
    public AccessExplanation Explain(string principal, string verb = "GET", string path = "/orders", string? from = "203.0.113.7") =>
        new AccessExplainer(Map)
            .Explain(ScopeOf, ApiOf, ApiOf.Stages.Value[0], new() { Verb = verb, Path = path, FromIp = from, PrincipalArn = principal });

    /// <summary>What becomes of one request through a VPC endpoint.</summary>
    public AccessExplanation ExplainThrough(string endpoint, string principal, string path = "/orders") =>
        new AccessExplainer(Map)
            .Explain(
                ScopeOf,
                ApiOf,
                ApiOf.Stages.Value[0],
                new() { Verb = "GET", Path = path, VpcEndpointId = endpoint, PrincipalArn = principal });

    /// <summary>Who of the account can call a route.</summary>
    public GrantedPrincipals Callers(string route = "GET /orders") => ExposureOf(route).Value.Principals.ShouldNotBeNull().Value;

    /// <summary>The same by policies alone, without asking whom else the route lets in.</summary>
    public GrantedPrincipals CallersByPolicies(string route) => Map.OwnCallersOf(Deployed(route)).Value;

    /// <summary>Who can call a route at all.</summary>
    public Fact<RouteExposure> ExposureOf(string route) =>
        Map.Of(Deployed(route));

    private DeployedRoute Deployed(string route) =>
        Map.RoutesOf(ScopeOf, ApiOf, ApiOf.Stages.Value[0]).Value.Single(each => each.Route.Key == route);

    /// <summary>Who of the account can change the API.</summary>
    public GrantedPrincipals Changers => Map.ChangersOf(ScopeOf, ApiOf).Value;

    // Policies are written with single quotes here, to be read more easily.
    public static string Document(string statements) => $$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""".Replace('\'', '"');

    public static string Allow(string action = "execute-api:Invoke", string resource = "*", string condition = "") =>
        $"{{'Effect':'Allow','Action':'{action}','Resource':'{resource}'{If(condition)}}}";

    public static string Deny(string action = "execute-api:Invoke", string resource = "*", string condition = "") =>
        Allow(action, resource, condition).Replace("'Allow'", "'Deny'", StringComparison.Ordinal);

    public static string AllowTo(string principal, string resource = "execute-api:/*", string condition = "") =>
        $"{{'Effect':'Allow',{(principal.StartsWith("Not", StringComparison.Ordinal) ? $"'NotPrincipal':{principal[3..]}" : $"'Principal':{principal}")},'Action':'execute-api:Invoke','Resource':'{resource}'{If(condition)}}}";

    public static string DenyTo(string principal, string resource = "execute-api:/*", string condition = "") =>
        AllowTo(principal, resource, condition).Replace("'Allow'", "'Deny'", StringComparison.Ordinal);

    public static string Aws(params string[] arns) => $"{{'AWS':[{string.Join(',', arns.Select(arn => $"'{arn}'"))}]}}";

    private static string If(string condition) => condition.Length == 0 ? "" : $",'Condition':{{{condition}}}";

    private Api Made() => new()
    {
        Id = "a1b2c3d4e5",
        Name = "orders",
        Kind = ApiKind.Rest,
        EndpointType = OfDomainName is null ? EndpointType.Regional : EndpointType.Private,
        DisableExecuteApiEndpoint = IsDefaultEndpointOff,
        IpAddressType = "ipv4",
        ResourcePolicy = OfApi is null ? null : Document(OfApi),
        Tags = Tags,
        Stages = ImmutableArray.Create(new Stage { Name = "prod", DeploymentId = "d1", Tags = Tags }),
        Routes = ImmutableArray<Route>.Empty,
        Deployments = [new() { Id = "d1", Methods = Routes.Select(key => new DeployedMethod { Key = key, Authorization = AuthorizationKind.AwsIam }).ToImmutableArray() }],
    };

    private (ExposureMap Map, Scope Scope, Api Api) Read()
    {
        var estate = Inventory();
        return (new(estate), estate.Scopes[0], estate.Scopes[0].RestApis.Value[0]);
    }

    private ImmutableArray<Domain> Domains() => OfDomainName is null ? [] :
    [
        new()
        {
            Name = "orders.acme.example",
            DomainNameId = "d1",
            EndpointType = EndpointType.Private,
            IpAddressType = "ipv4",
            Policy = OfDomainName.Length == 0 ? null : Document(OfDomainName),
            Mappings = ImmutableArray.Create(new ApiMapping { ApiId = "a1b2c3d4e5", Stage = "prod" }),
        },
    ];

    private Estate Inventory() => new()
    {
        CollectedAt = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero),
        Scopes = [new() { Account = Id, Region = "eu-west-1", Domains = Domains(), RestApis = ImmutableArray.Create(Made()), HttpAndWebSocketApis = ImmutableArray<Api>.Empty }],
        Accounts =
        [
            new()
            {
                Id = Id,
                Organization = Levels.IsEmpty ? Organization : InLevels(),
                IdentityPolicies = new[]
                {
                    Policy("of-user", OfUser, User),
                    Policy("of-group", OfGroup, Group),
                    Policy("of-role", OfRole, Role),
                    Policy("of-service", OfServiceLinkedRole, ServiceLinkedRole),
                    Policy("boundary", Limit, null),
                }
                    .OfType<IdentityPolicy>()
                    .ToImmutableArray(),
                Principals =
                (ImmutableArray<Principal>)[
                    new() { Arn = Group, Type = PrincipalType.Group },
                    new()
                    {
                        Arn = User,
                        Type = PrincipalType.User,
                        Groups = [Group],
                        PermissionsBoundaryArn = Limit is null ? null : Boundary,
                    },
                    new()
                    {
                        Arn = Role,
                        Type = PrincipalType.Role,
                        PermissionsBoundaryArn = Limit is null ? null : Boundary,
                        UniqueId = "AROAEXAMPLE",
                        Tags = TagsOfRole,
                        TrustPolicy = Document(Trust),
                    },
                    .. OfServiceLinkedRole is null ? [] : new[] { new Principal { Arn = ServiceLinkedRole, Type = PrincipalType.Role } },
                ],
            },
            new()
            {
                Id = OtherId,
                Organization = OtherOrganization,
                IdentityPolicies = new[] { Policy("theirs", OfOtherRole, OtherRole) }.OfType<IdentityPolicy>().ToImmutableArray(),
                Principals = ImmutableArray.Create(new Principal { Arn = OtherRole, Type = PrincipalType.Role }),
            },
        ],
    };

    private OrganizationMembership InLevels() => new()
    {
        OrganizationId = "o-a1b2c3d4e5",
        UsesServiceControlPolicies = true,
        Levels = [.. Levels.Select((statements, number) => new OrganizationLevel { Id = $"level-{number}", ServiceControlPolicies = [new() { Id = $"p-{number}", Name = $"limit-{number}", Document = Document(statements) }] })],
    };

    private static IdentityPolicy? Policy(string name, string? statements, string? holder) => statements is null ? null : new()
    {
        Arn = $"arn:aws:iam::{Id}:policy/{name}",
        Name = name,
        Kind = IdentityPolicyKind.CustomerManaged,
        AttachedTo = holder is null ? [] : [holder],
        Document = Document(statements),
    };
}
