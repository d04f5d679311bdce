using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>What a principal may do: explicit deny, then allow, then implicit deny (aws-facts.md C.5).</summary>
public sealed record FakePermissions
{
    /// <summary>The name of an AWS managed policy to start from: Everything, Nothing, SecurityAudit or ViewOnlyAccess.</summary>
    public string Preset { get; init; } = nameof(Everything);

    public ImmutableArray<FakeStatement> Statements { get; init; } = [];

    public static FakePermissions Everything { get; } = new();

    public static FakePermissions Nothing { get; } = new() { Preset = nameof(Nothing) };

    /// <summary>The AWS managed policy of that name, as far as Auditor's calls go (aws-facts.md A.6).</summary>
    public static FakePermissions SecurityAudit { get; } = new() { Preset = nameof(SecurityAudit) };

    /// <summary>The AWS managed policy of that name, as far as Auditor's calls go (aws-facts.md A.6).</summary>
    public static FakePermissions ViewOnlyAccess { get; } = new() { Preset = nameof(ViewOnlyAccess) };

    /// <summary>
    /// Adds an explicit deny. A resource that starts with a slash is a path of API Gateway, e.g. <c>/restapis/*/resources</c>.
    /// </summary>
    public FakePermissions Denying(string action, string resource = "*") =>
        this with { Statements = [.. Statements, new(false, action, resource)] };

    public FakePermissions Allowing(string action, string resource = "*") =>
        this with { Statements = [.. Statements, new(true, action, resource)] };

    /// <summary>Null when allowed, else why not, as AWS puts it.</summary>
    internal string? Denial(string action, string resource, string region)
    {
        var allowed = false;
        foreach (var statement in PresetStatements().Concat(Statements))
        {
            if (!Matches(statement.Action, action, RegexOptions.IgnoreCase)
                || !Matches(Arn(statement.Resource), resource, RegexOptions.None)
                || (statement.Region ?? region) != region)
            {
                continue;
            }

            if (!statement.Allow)
            {
                return $"with an explicit deny in {statement.Policy}";
            }

            allowed = true;
        }

        return allowed ? null : $"because no identity-based policy allows the {action} action";
    }

    private ImmutableArray<FakeStatement> PresetStatements() => Preset switch
    {
        nameof(Everything) => [new(true, "*")],
        nameof(Nothing) => [],
        nameof(SecurityAudit) => ManagedPolicies.SecurityAudit,
        nameof(ViewOnlyAccess) => ManagedPolicies.ViewOnlyAccess,
        _ => throw new InvalidOperationException($"There is no preset '{Preset}'."),
    };

    private static string Arn(string resource) => resource.StartsWith('/') ? $"arn:*:apigateway:*::{resource}" : resource;

    // '*' spans '/' in an IAM pattern.
    private static bool Matches(string pattern, string value, RegexOptions options) => Regex.IsMatch(
        value,
        $"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}$",
        options | RegexOptions.CultureInvariant | RegexOptions.Singleline);
}
