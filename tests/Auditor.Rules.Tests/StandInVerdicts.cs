using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Samples;
using Auditor.Testing.Estates;

namespace Auditor.Rules.Tests;

/// <summary>
/// What is edited stands in for what is deployed where that was not read or cannot be known. A verdict that another edit would have changed
/// rests on it: it says so and is of medium confidence at most, and where nothing was flagged the report has a gap or an assumption.
/// </summary>
public sealed partial class StandInVerdicts
{
    private static Unknown Refused { get; } = new(
        "API Gateway does not export it.")
    { Operation = "apigateway:GetExport", Code = ServedApi.RefusedExport };

    private const string AllExported = "all is exported";

    // These are about what is edited, whatever is deployed: drift, and secrets wherever they are kept.
    private static readonly ImmutableArray<string> AboutTheWorkingCopy = ["AGW7004", "AGW7010", "AGW7015"];

    private static readonly ImmutableSortedDictionary<string, Func<Api, Api>> NotRead = new Dictionary<string, Func<Api, Api>>
    {
        ["the export is denied"] = api => Deployed(api, deployment => deployment with { Definition = Example.Denied }),
        ["summary and export are denied"] = api =>
            Deployed(api, deployment => deployment with { Methods = Example.Denied, Definition = Example.Denied }),
    }.ToImmutableSortedDictionary();

    private static readonly ImmutableSortedDictionary<string, Func<Api, Api>> NotKnowable = new Dictionary<string, Func<Api, Api>>
    {
        [AllExported] = Exported,
        ["the export is refused"] = api => Deployed(api, deployment => deployment with { Definition = Refused }),
        ["only the canary is not exported"] = api => WithCanary(Exported(api)),
        ["the last deployment failed"] = api =>
            Deployed(api, deployment => deployment with { Definition = Refused }, "Deployment attempt failed: no."),
    }.ToImmutableSortedDictionary();

    private static readonly ImmutableSortedDictionary<string, Func<Api, Api>> Edits = new Dictionary<string, Func<Api, Api>>
    {
        ["no authorizers"] = api => api with { Authorizers = ImmutableArray<Authorizer>.Empty },
        ["authorizers that are well"] = api =>
            api with { Authorizers = api.Authorizers.Select(all => all.Select(WellMade).ToImmutableArray()) },
        ["no policy"] = api => api with { ResourcePolicy = null },
        ["nobody by policy"] = api => api.IsRest ? api with { ResourcePolicy = Policy("Deny", "*") } : api,
        ["everybody by policy"] = api => api.IsRest ? api with { ResourcePolicy = Policy("Allow", "*") } : api,
        ["no backends"] = api => EachRoute(api, route => route with { Integration = Behind(new() { Type = IntegrationType.Mock }) }),
        ["backends that are well"] = api =>
            EachRoute(
                api,
                route => route with { Integration = Behind(new() { Type = IntegrationType.HttpProxy, Uri = "https://backend.example.com" }) }),
        ["plaintext backends"] = api =>
            EachRoute(
                api,
                route => route with { Integration = Behind(new() { Type = IntegrationType.HttpProxy, Uri = "http://backend.example.com", InsecureSkipVerification = true }) }),
        ["validated"] = api =>
            EachRoute(
                api,
                route => route with { RequestValidatorId = "v", ModelledContentTypes = ["application/json"], RequiredParameters = ["method.request.header.x"] }) with
            {
                RequestValidators = ImmutableArray.Create(new RequestValidator { Id = "v", ValidatesBody = true, ValidatesParameters = true }),
            },
        ["IAM everywhere"] = api => EachRoute(api, route => route with { Authorization = AuthorizationKind.AwsIam, AuthorizerId = null }),
        ["open everywhere"] = api =>
            EachRoute(api, route => route with { Authorization = AuthorizationKind.None, AuthorizerId = null, ApiKeyRequired = false }),
        ["default endpoint off"] = api => api with { DisableExecuteApiEndpoint = true },
        ["keys from the authorizer"] = api => api with { ApiKeySource = "AUTHORIZER" },
        ["no CORS"] = api => api with { Cors = null, GatewayResponses = ImmutableArray<GatewayResponse>.Empty },
        ["CORS for all"] = api =>
            api.IsRest ? api : api with { Cors = new() { AllowOrigins = ["*"], AllowMethods = ["*"], AllowHeaders = ["*"] } },
    }.ToImmutableSortedDictionary();

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var reason in NotRead.Keys.Concat(NotKnowable.Keys))
            {
                cases.Add("acme", reason);
                cases.Add("worst", reason);
            }

            return cases;
        }
    }

    public static TheoryData<string> Reasons => [.. NotRead.Keys, .. NotKnowable.Keys];

    [Theory]
    [Trait("Category", "Exhaustive")]
    [MemberData(nameof(Reasons))]
    public void Say_so_in_a_small_estate(string reason) => Say_so("small", reason);

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait("Category", "Exhaustive")]
    public void Say_so(string estate, string reason)
    {
        var isGap = NotRead.ContainsKey(reason);
        var unsure = Each(EstateOf(estate), isGap ? NotRead[reason] : NotKnowable[reason]);
        var one = Audit.Run(unsure, EveryRule.All);
        one.Failures.ShouldBeEmpty();

        var wrong = Edits.SelectMany(edit => Wrong(edit.Key, Each(unsure, edit.Value))).ToList();

        wrong.ShouldBeEmpty($"{estate}, {reason}:\n{string.Join('\n', wrong)}");

        IEnumerable<string> Wrong(string edit, Estate edited)
        {
            var other = Audit.Run(edited, EveryRule.All);
            var assumptions = Assumptions.Of(unsure, EveryNeed).Concat(Assumptions.Of(edited, EveryNeed)).ToList();
            // Where both sides agree that a member is not there, an export that lacks it is believed.
            return Differing(one, other)
                .Where(finding => !(SaysSo(finding)
                    || (reason == AllExported && assumptions.Exists(assumption => IsAbout(assumption, finding, unsure)))))
                .Select(finding => $"flagged {Name(finding)}: {finding.Confidence}, {finding.Message}")
                .Concat(Differing(other, one)
                    .Where(finding => !assumptions.Exists(assumption => IsAbout(assumption, finding, unsure))
                        && !(isGap && CouldNotTell(one, finding)))
                    .Select(finding => $"silent {Name(finding)}: {finding.Message}"))
                .Select(line => $"{edit}: {line}");
        }
    }

    private static Needs EveryNeed { get; } = Enum.GetValues<Needs>().Aggregate((one, other) => one | other);

    private static Estate EstateOf(string name) => name switch
    {
        "acme" => AcmeEstate.Create(),
        "worst" => WorstEstate.Make(),
        _ =>
            SmallEstate.Of(
                Example.RestApi(Example.Route("GET /orders"), Example.Route("POST /admin/orders", AuthorizationKind.AwsIam)),
                Example.HttpApi(Example.Route("GET /orders")),
                Example.WebSocketApi(Example.Route("$connect")) with { Id = "w1" }),
    };

    // Flagged on one side and not, or otherwise, on the other.
    private static IEnumerable<Finding> Differing(AuditResult result, AuditResult other)
    {
        var others = other.Flagged.Concat(other.OnlyCounted).ToLookup(finding => finding.Fingerprint, StringComparer.Ordinal);
        var untold = other.Inconclusive.Select(finding => (finding.Rule.Id, finding.Subject.Identity.Arn)).ToHashSet();
        return result.Flagged.Where(finding => !AboutTheWorkingCopy.Contains(finding.Rule.Id)
            && !untold.Contains((finding.Rule.Id, finding.Subject.Identity.Arn))
            && !others[finding.Fingerprint].Any(same => SeverityOf(same) >= SeverityOf(finding)));
    }

    // As the rule has it, whoever reaches the thing.
    private static Severity SeverityOf(Finding finding) =>
        finding.Evidence.Select(evidence => Lowered().Match($"{evidence.What}: {evidence.Value}"))
            .FirstOrDefault(match => match.Success) is { } lowered
            ? Enum.Parse<Severity>(lowered.Groups[1].Value)
            : finding.Severity;

    private static bool SaysSo(Finding finding) =>
        finding.Confidence <= Confidence.Medium
            && (Words().IsMatch(finding.Message) || finding.Evidence.Any(evidence => Words().IsMatch($"{evidence.What} {evidence.Value}")));

    private static bool CouldNotTell(AuditResult result, Finding finding) => result.Findings.Any(other => other.Rule.Id == finding.Rule.Id
        && other.Subject.Identity.ApiId == finding.Subject.Identity.ApiId
        && (other.Outcome is Outcome.Inconclusive || SaysSo(other)));

    // What hangs on several APIs hangs on what is assumed of any of them.
    private static bool IsAbout(Assumption assumption, Finding finding, Estate estate) =>
        finding.Subject.Identity is { ApiId: null } identity
        ? (assumption.Account, assumption.Region) == (identity.Account, identity.Region)
        : assumption.Resource == ArnOfApi(estate, finding);

    private static string? ArnOfApi(Estate estate, Finding finding) => estate.Scopes
        .Where(scope => scope.Account == finding.Subject.Identity.Account && scope.Region == finding.Subject.Identity.Region)
        .SelectMany(scope => scope.KnownApis.Where(api => api.Id == finding.Subject.Identity.ApiId).Select(api => Arn.OfApi(scope, api)))
        .FirstOrDefault();

    private static string Name(Finding finding) =>
        $"{finding.Rule.Id} {finding.Subject.Identity.ApiName} {finding.Subject.Identity.Route ?? string.Join(',', finding.Stages)}";

    private static Estate Each(Estate estate, Func<Api, Api> change) => estate with
    {
        Scopes =
        [
            .. estate.Scopes.Select(scope => scope with
            {
                RestApis = scope.RestApis.Select(apis => apis.Select(change).ToImmutableArray()),
                HttpAndWebSocketApis = scope.HttpAndWebSocketApis.Select(apis => apis.Select(change).ToImmutableArray()),
            }),
        ],
    };

    // Stages of HTTP and WebSocket APIs serve a deployment as well, then.
    private static Api Deployed(Api api, Func<Deployment, Deployment> change, string? failed = null)
    {
        var stages = api.Stages.ValueOr([]);
        if (api.IsRest)
        {
            return api with { Deployments = [.. api.Deployments.Select(change)] };
        }

        return api with
        {
            Stages = api.Stages.Select(all => all.Select(stage => stage with { AutoDeploy = failed is not null, DeploymentId = "d", LastDeploymentStatusMessage = failed })
                .ToImmutableArray()),
            Deployments = api.Kind is ApiKind.Http ? [change(new Deployment { Id = "d" })] : [],
        };
    }

    // As if nothing had been edited since; stages of WebSocket APIs have no way to tell.
    private static Api Exported(Api api)
    {
        var definition = new DeployedDefinition
        {
            Routes = api.Routes.ValueOr([]),
            Authorizers = api.Authorizers.ValueOr([]),
            ResourcePolicy = api.ResourcePolicy,
            DisableExecuteApiEndpoint = api.DisableExecuteApiEndpoint,
            ApiKeySource = api.ApiKeySource ?? "HEADER",
            RequestValidators = api.RequestValidators.ValueOr([]),
            GatewayResponses = api.GatewayResponses.ValueOr([]),
            Cors = api.Cors,
        };
        return Deployed(api, deployment => deployment with { Definition = definition });
    }

    private static Api WithCanary(Api api) => !api.IsRest ? api : api with
    {
        Stages = api.Stages.Select(all => all.Select(stage => stage with { Canary = new() { DeploymentId = $"canary of {stage.DeploymentId}", PercentTraffic = 10 } })
            .ToImmutableArray()),
        Deployments =
        [
            .. api.Deployments,
            .. api.Deployments.Select(
                deployment => new Deployment { Id = $"canary of {deployment.Id}", Methods = deployment.Methods, Definition = new Unknown("Of a canary nothing is exported.") { Code = ServedApi.CanaryOnly } }),
        ],
    };

    private static Authorizer WellMade(Authorizer authorizer) =>
        authorizer with
        {
            CacheSeconds = 0,
            IdentityValidationExpression = "^client$",
            JwtAudience = ["client"],
            JwtIssuer = "https://issuer.example.com",
        };

    private static Api EachRoute(Api api, Func<Route, Route> change) =>
        api with { Routes = api.Routes.Select(routes => routes.Select(change).ToImmutableArray()) };

    private static Fact<Integration?> Behind(Integration integration) => integration;

    private static string Policy(string effect, string principal) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"{{effect}}","Principal":"{{principal}}","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""";

    [GeneratedRegex("^severity: \\w+ instead of (\\w+)")]
    private static partial Regex Lowered();

    [GeneratedRegex("working copy|current configuration|that is saved|as saved|is configured|not read", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
