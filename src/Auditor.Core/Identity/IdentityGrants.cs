using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Identity;

/// <summary>
/// The identity policies of one user, group or role, read together: a Deny in one takes away what another allows, and a boundary only takes
/// away.
/// </summary>
/// <remarks>
/// "Every API" means the API that no policy names: what is granted on it is granted on all but those that are named. Such an API's id, and
/// a path that nobody named, are letters that only a wildcard matches.
/// </remarks>
public sealed class IdentityGrants
{
    private static readonly string AnyId = new(SampleTexts.Unnamed, 10);

    private readonly Func<string, ImmutableArray<JudgedStatement>> _statements;
    private readonly RequestFacts _facts;
    private readonly Caller _caller;
    private readonly PolicyDocument? _only;

    /// <param name="documents">All policies of the holder, or the one that is in question.</param>
    /// <param name="boundary">The permissions boundary; null where there is none.</param>
    public IdentityGrants(ImmutableArray<PolicyDocument> documents, PolicyDocument? boundary = null)
        : this(
            new(
                Nobody,
                [.. documents.Select(document => new HeldPolicy(document))],
                boundary is null ? null : new HeldPolicy(boundary),
                OrganizationLimits.None,
                RequestFacts.Signed),
            new StatementPool())
    {
    }

    internal IdentityGrants(Holders holders, StatementPool statements)
    {
        _facts = holders.Facts;
        _caller = holders.Caller(new(holders.Principals[0].Arn));

        // As they stand in their own documents, so that an answer names the right one; most documents have none.
        _statements = action =>
        [
            .. from each in holders.Deciding(action)
               where !statements.Concerning(each.Policy, each.Layer, each.Level, action).IsEmpty
               from statement in StatementReduction.Concerning(each.Policy, each.Layer, each.Level, action)
               select statement,
        ];
    }

    private IdentityGrants(IdentityGrants whole, PolicyDocument only) =>
        (_statements, _facts, _caller, _only) = (whole._statements, whole._facts, whole._caller, only);

    private static ImmutableArray<Principal> Nobody { get; } = [new() { Arn = "arn:aws:iam:::role/holder", Type = PrincipalType.Role }];

    /// <summary>What a policy would grant to somebody who holds it and nothing else, in an account where nobody is known to.</summary>
    internal static IdentityGrants OfNobody(PolicyDocument document, Account account, DateTimeOffset? now) =>
        new(
            new(Nobody, [new HeldPolicy(document)], Boundary: null, OrganizationLimits.Of(account), PrincipalFacts.OfAnybody(account, now)),
            new StatementPool());

    /// <summary>What one of the policies grants, after the Denies of all of them and the boundary.</summary>
    internal IdentityGrants By(PolicyDocument document) => new(this, document);

    /// <summary>Whether the action is allowed on every API of a family but those that a policy names, by which statement.</summary>
    /// <param name="action">Such as <c>execute-api:Invoke</c> or <c>apigateway:PATCH</c>.</param>
    /// <param name="family">The kind of resources that the action is about.</param>
    /// <param name="accountId">Account of the holder, where it is known.</param>
    /// <param name="partition">Partition of the account.</param>
    public IdentityAnswer OnEveryApi(string action, ApiFamily family, string? accountId = null, string partition = "aws") =>
        family is ApiFamily.Invocation
        ? OnCallsToEveryApi(action, $"/{SampleTexts.Unnamed}", accountId, partition)
        : OnConfigurationOfEveryApi(action, family, ["", $"/{SampleTexts.Rest}"], partition);

    /// <summary>Whether calls to every API but those that a policy names are allowed.</summary>
    /// <param name="action">Such as <c>execute-api:ManageConnections</c>.</param>
    /// <param name="behindVerb">What follows stage and verb; <c>{*}</c> stands for anything, <c>{?}</c> for what no policy names.</param>
    /// <param name="accountId">Account of the holder, where it is known.</param>
    /// <param name="partition">Partition of the account.</param>
    /// <param name="verb">The verb; null for whatever somebody may choose, empty for a WebSocket API, whose resources have none.</param>
    public IdentityAnswer OnCallsToEveryApi(
        string action, string behindVerb, string? accountId = null, string partition = "aws", string? verb = null)
    {
        var part = verb is null ? $"/{SampleTexts.Segment}" : verb.Length == 0 ? "" : $"/{verb}";
        return InEveryRegion(
            action,
            region =>
                [$"arn:{partition}:execute-api:{region}:{accountId ?? SampleTexts.Part}:{AnyId}/{SampleTexts.Segment}{part}{behindVerb.Replace("{*}", SampleTexts.Rest, StringComparison.Ordinal).Replace("{?}", SampleTexts.Unnamed.ToString(), StringComparison.Ordinal)}"],
            _facts.Directly().WithKind("aws:ResourceTag/", UnnamedTag),
            accountId);
    }

    /// <summary>
    /// Whether the action is allowed on every resource of its service but those that a policy names: <c>lambda:InvokeFunction</c> on every
    /// function.
    /// </summary>
    /// <param name="action">The action.</param>
    /// <param name="resource">How the service's ARNs are written, <c>arn:aws:lambda:{*}:{*}:function:{?}</c>: <c>{*}</c> stands for
    /// anything, <c>{?}</c> for what no policy names.</param>
    /// <param name="accountId">Account of the resources; null for whichever.</param>
    /// <param name="keys">Condition keys of which the request has this value.</param>
    public IdentityAnswer OnEvery(
        string action, string resource, string? accountId = null, ImmutableArray<KeyValuePair<string, string>> keys = default)
    {
        var parts = resource.Split(':', 6);
        var hasRegion = parts.Length == 6 && parts[3] == "{*}";
        return InEveryRegion(
            action,
            region =>
                [string.Join(':', parts.Select((part, at) => at == 3 && hasRegion ? region : at == 4 && part == "{*}" && accountId is not null ? accountId : Filled(part)))],
            (keys.IsDefault ? [] : keys).Aggregate(_facts, (facts, key) => facts.With(key.Key, KeyFact.Is(key.Value))),
            accountId);

        static string Filled(string part) =>
            part.Replace("{*}", SampleTexts.Part, StringComparison.Ordinal)
                .Replace("{?}", SampleTexts.Unnamed.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Whether the holder may call a route, as far as its own policies go.</summary>
    public IdentityAnswer OnRoute(RouteTarget route, string action = "execute-api:Invoke")
    {
        ArgumentNullException.ThrowIfNull(route);
        return Answer(Judge(action, AskedResources.Of(route), _facts.In(route.Region, route.AccountId).Directly()));
    }

    /// <summary>Whether an action is allowed on an API's configuration or any part of it.</summary>
    /// <param name="action">Such as <c>apigateway:PATCH</c>.</param>
    /// <param name="arn">The API's ARN in the control plane, without what is below it.</param>
    public IdentityAnswer OnConfiguration(string action, string arn) =>
        Answer(Judge(action, new([arn, $"{arn}/{SampleTexts.Rest}"], []), _facts));

    /// <summary>What can be changed of an API, as what somebody can do: <c>put its working copy live</c>.</summary>
    public static ImmutableArray<string> Changes(ApiFamily family) => [.. Kinds(family).Select(change => change.What)];

    /// <summary>Whether a kind of change is allowed on every API but those that a policy names.</summary>
    /// <param name="family">REST APIs, or HTTP and WebSocket APIs.</param>
    /// <param name="change">One of <see cref="Changes"/>.</param>
    /// <param name="partition">Partition of the account.</param>
    public IdentityAnswer OnChangeOfEveryApi(ApiFamily family, string change, string partition = "aws")
    {
        var best = IdentityAnswer.No;
        foreach (var requests in Kinds(family)
            .Where(kind => kind.What == change)
            .SelectMany(kind => kind.Requests)
            .GroupBy(request => request.Action, StringComparer.Ordinal))
        {
            var answer = OnConfigurationOfEveryApi(
                requests.Key, family, [.. requests.Select(request => request.Below)], partition, ApiChange.IsNever);
            best = Rank(answer) > Rank(best) ? answer : best;
            if (best.Verdict is Verdict.Yes)
            {
                break;
            }
        }

        return best;
    }

    private static ImmutableArray<ApiChange> Kinds(ApiFamily family) =>
        family is ApiFamily.RestApis ? ApiChange.OfRestApis : ApiChange.OfHttpAndWebSocketApis;

    /// <summary>Whether requests to the control plane are allowed for every API of a family but those that a policy names.</summary>
    internal IdentityAnswer OnConfigurationOfEveryApi(
        string action,
        ApiFamily family,
        ImmutableArray<string> below,
        string partition,
        Func<string,
        bool>? isNever = null) => InEveryRegion(
        action,
        region =>
            [.. below.Select(each => $"arn:{partition}:apigateway:{region}::/{(family == ApiFamily.RestApis ? "restapis" : "apis")}/{AnyId}{each}")],
        _facts.WithKind("aws:ResourceTag/", UnnamedTag).WithKind("aws:RequestTag/", KeyFact.Chosen),
        accountId: null,
        isNever);

    // An API that no policy names has no tag that one does.
    private static KeyFact UnnamedTag { get; } = KeyFact.OneOf("", SampleTexts.Unnamed.ToString());

    // Where a policy tells Regions apart, the best of them counts: what holds in one is every API of that one.
    private IdentityAnswer InEveryRegion(
        string action,
        Func<string,
        ImmutableArray<string>> shapes,
        RequestFacts facts,
        string? accountId,
        Func<string,
        bool>? isNever = null)
    {
        var statements = Statements(action);
        if (!statements.Any(statement => statement is { Allows: true, Layer: PolicyLayer.Identity }))
        {
            return IdentityAnswer.No;
        }

        var elsewhere = In(SampleTexts.Unnamed.ToString());
        if (elsewhere.Verdict is Verdict.Yes)
        {
            return elsewhere with { EveryRegion = true };
        }

        var best = elsewhere with { EveryRegion = true };
        foreach (var region in Regions(statements))
        {
            var answer = In(region);
            if (Rank(answer) > Rank(best))
            {
                best = answer with
                {
                    EveryRegion = false,
                    Region = region.Contains(SampleTexts.Unnamed, StringComparison.Ordinal) ? null : region,
                };
            }
        }

        return best.Verdict is Verdict.No && !best.IsAllowedButForDenies ? IdentityAnswer.No : best;

        IdentityAnswer In(string region)
        {
            var told = accountId is null ? facts.With("aws:RequestedRegion", KeyFact.Is(region)) : facts.In(region, accountId);
            var resources = new AskedResources(shapes(region), []) { IsNever = isNever };
            return Answer(RequestJudge.Judge(new(_caller, statements, resources, told, AuthorizationQuestion.FromAnywhere)));
        }
    }

    private static int Rank(IdentityAnswer answer) =>
        answer.Verdict is Verdict.Yes ? 3 : answer.IsAllowedButForDenies ? 2 : answer.Verdict is Verdict.Depends ? 1 : 0;

    private static IEnumerable<string> Regions(ImmutableArray<JudgedStatement> statements) => statements
        .SelectMany(statement => statement.Resources)
        .Select(resource => resource.Written.Text.Split(':'))
        .Where(parts => parts.Length > 3)
        .Select(parts => parts[3])
        .Concat(statements.SelectMany(statement => statement.Conditions)
            .Where(condition => KeyValues.IsSame(condition.Key, "aws:RequestedRegion"))
            .SelectMany(condition => condition.Values)
            .Select(value => value.Text))
        .Where(region => region.Length > 0)
        .Select(region => region.Replace('*', SampleTexts.Unnamed).Replace('?', SampleTexts.Unnamed))
        .Distinct(StringComparer.Ordinal);

    private ImmutableArray<JudgedStatement> Statements(string action) => _only is null
        ? _statements(action)
        : _statements(action)
            .RemoveAll(statement => statement is { Layer: PolicyLayer.Identity, Statement.Effect: PolicyEffect.Allow }
                && !ReferenceEquals(statement.Document, _only));

    private AuthorizationAnswer Judge(string action, AskedResources resources, RequestFacts facts) =>
        RequestJudge.Judge(new(_caller, Statements(action), resources, facts, AuthorizationQuestion.FromAnywhere));

    private static IdentityAnswer Answer(AuthorizationAnswer answer) => answer.Verdict is Verdict.No && !answer.IsAllowedButForDenies
        ? IdentityAnswer.No
        : new(
            answer.Verdict,
            answer.Allow?.Statement,
            answer.Allow?.Document,
            EveryRegion: false,
            answer.Example,
            answer.DependsOn)
        { IsAllowedButForDenies = answer.IsAllowedButForDenies };
}
