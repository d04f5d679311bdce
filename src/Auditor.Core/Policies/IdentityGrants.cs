using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Core.Policies.Solving;

namespace Auditor.Core.Policies;

/// <summary>The identity policies of one user, group or role, read together: a Deny in one takes away what another allows, and a boundary only takes away.</summary>
/// <remarks>
/// "Every API" means the API that no policy names: what is granted on it is granted on all but those that are named. It is decided, not guessed: such an API's
/// id, and a path that nobody named, are letters that only a wildcard matches, and the rest of the ARN is run through one automaton of all resource patterns.
/// </remarks>
public sealed class IdentityGrants
{
    // Matches no literal of a policy; (Unicode's replacement character is in none.)
    private const char Unnamed = '\uFFFD';

    private readonly ImmutableArray<PolicyDocument> _documents;
    private readonly HashSet<PolicyStatement> _bounding = new(ReferenceEqualityComparer.Instance);
    private readonly PolicyDocument _together;
    private readonly ImmutableArray<PolicyText> _texts;
    private readonly ImmutableArray<TextPattern> _patterns;
    private readonly ResourceDemands _demands;
    private readonly ConcurrentDictionary<string, bool> _mayAllow = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(string Action, string Partition), CallerModel> _models = new();
    private readonly ConcurrentDictionary<string, RouteResources> _resources = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Action, string Resources), (Verdict Verdict, PolicyStatement? Statement, ImmutableArray<string> DependsOn)> _answers = new();

    /// <param name="documents">All policies of the holder, or the one that is in question.</param>
    /// <param name="boundary">The permissions boundary; null where there is none.</param>
    public IdentityGrants(ImmutableArray<PolicyDocument> documents, PolicyDocument? boundary = null)
    {
        _documents = documents;
        var all = boundary is null ? documents : documents.Add(boundary);
        HasBoundary = boundary is not null;

        // Copies, so that equal statements of a policy and of the boundary stay apart.
        var statements = documents.SelectMany(document => document.Statements).ToImmutableArray();
        foreach (var statement in boundary?.Statements ?? [])
        {
            var copy = statement with { };
            _bounding.Add(copy);
            statements = statements.Add(copy);
        }

        _together = new PolicyDocument(all.Any(document => document.HasVariables) ? "2012-10-17" : null, null, statements);
        _texts = [.. statements.SelectMany(statement => statement.Resources).Distinct()];
        _patterns = [.. _texts.Select(Pattern)];
        _demands = new ResourceDemands(_together, _texts, HasBoundary ? _bounding.Contains : null);
    }

    private bool HasBoundary { get; }

    /// <summary>Whether the action is allowed on every API of a family but those that a policy names, by which statement.</summary>
    /// <param name="action">Such as <c>execute-api:Invoke</c> or <c>apigateway:PATCH</c>.</param>
    /// <param name="family">The kind of resources that the action is about.</param>
    /// <param name="accountId">Account of the holder, where it is known.</param>
    /// <param name="partition">Partition of the account.</param>
    public IdentityAnswer OnEveryApi(string action, ApiFamily family, string? accountId = null, string partition = "aws")
    {
        var id = TextPattern.Literal(new string(Unnamed, 10));
        var answer = On(action, partition, Resources(family, TextPattern.Some(TextElementKind.NotColon), accountId, partition, id));
        return answer.Verdict == Verdict.No
            ? answer
            : answer with { EveryRegion = On(action, partition, Resources(family, TextPattern.Literal(Unnamed.ToString()), accountId, partition, id)).Verdict == answer.Verdict };
    }

    /// <summary>Whether the action is allowed on every resource of its service but those that a policy names: <c>lambda:InvokeFunction</c> on every function.</summary>
    /// <param name="action">The action.</param>
    /// <param name="resource">How the service's ARNs are written, <c>arn:aws:lambda:{*}:{*}:function:{?}</c>: <c>{*}</c> stands for anything, <c>{?}</c> for what no policy names.</param>
    public IdentityAnswer OnEvery(string action, string resource)
    {
        var pattern = TextPattern.Literal("");
        foreach (var part in resource.Split('{', '}'))
        {
            pattern += part switch
            {
                "*" => TextPattern.Some(TextElementKind.NotColon),
                "?" => TextPattern.Literal(Unnamed.ToString()),
                _ => TextPattern.Literal(part),
            };
        }

        return On(action, resource.Split(':')[1], [pattern]);
    }

    /// <summary>Whether the holder may call a route, as far as its own policies go.</summary>
    public IdentityAnswer OnRoute(RouteTarget route, string action = "execute-api:Invoke") => Answer(action, () =>
    {
        var resources = _resources.GetOrAdd(route.ApiArn, api => new RouteResources(_texts, _together.HasVariables, api));
        return On(action, route.Partition, resources.Classes(route, _demands.All, []));
    });

    /// <summary>Whether an action is allowed on an API's configuration or any part of it.</summary>
    /// <param name="action">Such as <c>apigateway:PATCH</c>.</param>
    /// <param name="arn">The API's ARN in the control plane, without what is below it.</param>
    public IdentityAnswer OnConfiguration(string action, string arn) =>
        On(action, arn.Split(':')[1], [TextPattern.Literal(arn), TextPattern.Literal($"{arn}/") + TextPattern.AnyText]);

    private IdentityAnswer On(string action, string partition, ImmutableArray<TextPattern> universe) =>
        Answer(action, () => On(action, partition, [.. universe.SelectMany(Classes).DistinctBy(each => each.Vector)]));

    // Most policies are about other services: that is seen without any automaton.
    private IdentityAnswer Answer(string action, Func<IdentityAnswer> work)
    {
        if (!_mayAllow.GetOrAdd(action, asked => _together.Statements.Any(statement => statement.Effect != PolicyEffect.Deny && !_bounding.Contains(statement) && PolicyEvaluator.MatchesAction(statement, asked) != Truth.False)))
        {
            return IdentityAnswer.No;
        }

        try
        {
            return work();
        }
        catch (TooEntangledException reason)
        {
            return IdentityAnswer.No with { Verdict = Verdict.Depends, DependsOn = [reason.Message] };
        }
    }

    private IdentityAnswer On(string action, string partition, ImmutableArray<LanguageClass> classes)
    {
        if (classes.IsEmpty)
        {
            return IdentityAnswer.No;
        }

        var (verdict, statement, dependsOn) = _answers.GetOrAdd((action, string.Join(' ', classes.Select(each => each.Vector))), _ =>
        {
            var model = _models.GetOrAdd((action, partition), key => new CallerModel(_together, _texts, caller: null, key.Partition, key.Action, now: null));
            return new Solver(model, new Space(model.Dimensions, [.. classes.Select(each => each.Vector)], new Work())).Allowed(HasBoundary ? _bounding : null);
        });
        return statement is null
            ? IdentityAnswer.No
            : new IdentityAnswer(verdict, statement, _documents.FirstOrDefault(document => document.Statements.Contains(statement)), EveryRegion: false, classes[0].Example.Replace(Unnamed, 'x'), dependsOn);
    }

    private IEnumerable<LanguageClass> Classes(TextPattern universe)
    {
        var start = universe.LiteralStart;
        var state = new TextState(_patterns, [.. _patterns.Select(pattern => pattern.After(start))], start);
        if (universe.OnlyText is not null)
        {
            return [new LanguageClass(state.Vector(), start)];
        }

        var rest = universe.Without(start.Length);
        return _demands.All
            .Select(state.Open)
            .OfType<ImmutableArray<OpenGroup>>()
            .SelectMany(open => new LanguageFrontier(rest, open, new Work()).Best())
            .Distinct(StringComparer.Ordinal)
            .Select(text => new LanguageClass(state.Vector(text), start + text));
    }

    private TextPattern Pattern(PolicyText text)
    {
        var template = PolicyTemplate.Of(text, _together.HasVariables, hasWildcards: true);
        return template.Pattern is [PolicyTemplate.AnyText] ? TextPattern.Maybe(TextElementKind.Any) : TextPattern.Arn(template.Pattern);
    }

    // An Invocation of whatever stage and verb; of the control plane the API itself or whatever is below it.
    private static ImmutableArray<TextPattern> Resources(ApiFamily family, TextPattern region, string? accountId, string partition, TextPattern id)
    {
        var start = TextPattern.Literal($"arn:{partition}:{(family == ApiFamily.Invocation ? "execute-api" : "apigateway")}:") + region;
        if (family != ApiFamily.Invocation)
        {
            var api = start + TextPattern.Literal(family == ApiFamily.RestApis ? "::/restapis/" : "::/apis/") + id;
            return [api, api + TextPattern.Literal("/") + TextPattern.AnyText];
        }

        var account = accountId is null ? TextPattern.Times(TextElementKind.Digit, 12) : TextPattern.Literal(accountId);
        var part = TextPattern.Literal("/") + TextPattern.Some(TextElementKind.NotSlash);
        return [start + TextPattern.Literal(":") + account + TextPattern.Literal(":") + id + part + part + TextPattern.Literal($"/{Unnamed}")];
    }
}
