using System.Collections.Immutable;
using Auditor.Core.Policies.Solving;

namespace Auditor.Core.Policies;

/// <summary>The identity policies of one user, group or role, read together: a Deny in one takes away what another allows.</summary>
/// <remarks>
/// "Every API" is decided, not guessed: is there a Region such that for each API id whatsoever some resource of that API is allowed? The three
/// parts of an ARN - up to the id, the id, and what follows - are run through one automaton of all resource patterns, one after the other.
/// </remarks>
public sealed class IdentityPolicy
{
    private readonly ImmutableArray<PolicyDocument> _documents;
    private readonly PolicyDocument _together;
    private readonly ImmutableArray<PolicyText> _texts;
    private readonly TextPredicates _resources;

    /// <param name="documents">All policies of the holder, or the one that is in question.</param>
    public IdentityPolicy(params ImmutableArray<PolicyDocument> documents)
    {
        _documents = documents;
        var version = documents.Any(document => document.HasVariables) ? "2012-10-17" : null;
        _together = new PolicyDocument(version, null, [.. documents.SelectMany(document => document.Statements)]);
        _texts = [.. _together.Statements.SelectMany(statement => statement.Resources).Distinct()];
        _resources = new TextPredicates([.. _texts.Select(Pattern)]);
    }

    /// <summary>Whether the action is allowed on every API of a family, by which statement.</summary>
    /// <param name="action">Such as <c>execute-api:Invoke</c> or <c>apigateway:PATCH</c>.</param>
    /// <param name="family">The kind of resources that the action is about.</param>
    /// <param name="accountId">Account of the holder, where it is known.</param>
    /// <param name="partition">Partition of the account.</param>
    public IdentityAnswer OnEveryApi(string action, ApiFamily family, string? accountId = null, string partition = "aws")
    {
        try
        {
            var model = new CallerModel(_together, _texts, caller: null, partition, action, now: null);
            var answers = LanguagePartition.Ends([Before(family, accountId, partition)], _resources.Patterns, _resources.Start)
                .Select(region => OnEveryId(model, family, region.State, region.Text))
                .ToImmutableArray();
            var best = answers.MaxBy(answer => Rank(answer.Verdict)) ?? IdentityAnswer.No;
            return best with { EveryRegion = best.Verdict != Verdict.No && answers.All(answer => answer.Verdict == best.Verdict) };
        }
        catch (TooEntangledException reason)
        {
            return IdentityAnswer.No with { Verdict = Verdict.Depends, DependsOn = [reason.Message] };
        }
    }

    // The worst of the ids, each at its best resource.
    private IdentityAnswer OnEveryId(CallerModel model, ApiFamily family, ImmutableArray<int>[] state, string text)
    {
        var id = TextPattern.Times(TextElementKind.LowerAlphanumeric, 10);
        IdentityAnswer? worst = null;
        foreach (var api in LanguagePartition.Ends([id], _resources.Patterns, state))
        {
            var best = IdentityAnswer.No;
            foreach (var resource in LanguagePartition.Ends(After(family), _resources.Patterns, api.State))
            {
                var answer = On(model, _resources.Vector(resource.State), text + api.Text + resource.Text);
                best = Rank(answer.Verdict) > Rank(best.Verdict) ? answer : best;
            }

            worst = worst is null || Rank(best.Verdict) < Rank(worst.Verdict) ? best : worst;
        }

        return worst ?? IdentityAnswer.No;
    }

    private IdentityAnswer On(CallerModel model, BitSet resource, string arn)
    {
        var (verdict, statement, dependsOn) = new Solver(model, new Space(model.Dimensions, [resource])).Allowed();
        return statement is null
            ? IdentityAnswer.No
            : new IdentityAnswer(verdict, statement, _documents.FirstOrDefault(document => document.Statements.Contains(statement)), false, arn, dependsOn);
    }

    private static int Rank(Verdict verdict) => verdict switch { Verdict.No => 0, Verdict.Depends => 1, _ => 2 };

    private ImmutableArray<TextPattern> Pattern(PolicyText text)
    {
        var template = PolicyTemplate.Of(text, _together.HasVariables, hasWildcards: true);
        return [template.Pattern is [PolicyTemplate.AnyText] ? TextPattern.Maybe(TextElementKind.Any) : TextPattern.Arn(template.Pattern)];
    }

    private static TextPattern Before(ApiFamily family, string? accountId, string partition)
    {
        var start = TextPattern.Literal($"arn:{partition}:{(family == ApiFamily.Invocation ? "execute-api" : "apigateway")}:") + TextPattern.Some(TextElementKind.NotColon);
        var account = accountId is null ? TextPattern.Times(TextElementKind.Digit, 12) : TextPattern.Literal(accountId);
        return family switch
        {
            ApiFamily.Invocation => start + TextPattern.Literal(":") + account + TextPattern.Literal(":"),
            ApiFamily.RestApis => start + TextPattern.Literal("::/restapis/"),
            _ => start + TextPattern.Literal("::/apis/"),
        };
    }

    private static ImmutableArray<TextPattern> After(ApiFamily family)
    {
        var slash = TextPattern.Literal("/");
        return family == ApiFamily.Invocation
            ? [slash + TextPattern.Some(TextElementKind.NotSlash) + slash + TextPattern.Some(TextElementKind.NotSlash) + slash + TextPattern.Maybe(TextElementKind.Any)]
            : [TextPattern.Literal(""), slash + TextPattern.AnyText];
    }
}
