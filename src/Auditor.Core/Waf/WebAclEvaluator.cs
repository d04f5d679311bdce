using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Waf;

/// <summary>Works out which requests a web ACL lets in.</summary>
/// <remarks>
/// Rules run in order: Allow and Block end the evaluation, Count goes on, and so does a CAPTCHA or challenge that somebody with a browser
/// solves. What cannot be decided from outside (managed rule groups, regular expressions, rate limits, signatures of attacks) narrows
/// nothing and is named.
/// </remarks>
public static class WebAclEvaluator
{
    /// <summary>
    /// Requests per second that an account answers in a Region unless AWS was asked for more (Amazon API Gateway quotas).
    /// </summary>
    public const double DefaultRequestsPerSecond = 10_000;

    /// <summary>What becomes of requests from anywhere.</summary>
    public static WebAclPassages Evaluate(WebAclDefinition definition) => Evaluate(definition, AddressSet.Everything);

    /// <summary>What becomes of requests from these addresses.</summary>
    /// <param name="definition">The web ACL.</param>
    /// <param name="from">Addresses that can reach what stands behind it.</param>
    /// <param name="requestsPerSecond">How many the account answers: a rate limit above that stops nobody.</param>
    public static WebAclPassages Evaluate(WebAclDefinition definition, AddressSet from, double requestsPerSecond = DefaultRequestsPerSecond)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(from);
        return new WebAclRun(definition, from, requestsPerSecond).Evaluate();
    }

    /// <summary>Whether a statement matches every request from these addresses, whatever it carries.</summary>
    public static bool MatchesEverything(WafStatement statement, AddressSet from)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(from);
        var rule = new WafRule { Name = "", Action = WafAction.Allow, Statement = statement.Kind, Matches = statement };
        var passages = Evaluate(new() { Name = "", DefaultAction = WafAction.Block, Rules = [rule] }, from);
        return passages.DefaultStops is { IsKnown: true, Value: false };
    }
}
