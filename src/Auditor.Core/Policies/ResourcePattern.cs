namespace Auditor.Core.Policies;

/// <summary>What a Resource element's value means for a request to an API.</summary>
internal static class ResourcePattern
{
    private const string Shorthand = "execute-api:/";

    /// <summary>Replaces the <c>execute-api:/</c> shorthand by the API's own ARN, as API Gateway does when a policy is saved.</summary>
    /// <param name="text">The value as written.</param>
    /// <param name="api">The ARN of the API without stage: <c>arn:aws:execute-api:eu-west-1:111122223333:a1b2c3</c>.</param>
    public static PolicyText Expand(PolicyText text, string api)
    {
        if (text.Text.StartsWith(Shorthand, StringComparison.Ordinal))
        {
            return text with { Text = $"{api}/{text.Text[Shorthand.Length..]}" };
        }

        // NOTE: what API Gateway makes of 'execute-api:*/...' is documented nowhere: unknown, not never.
        return text.Text.StartsWith("execute-api:", StringComparison.Ordinal) ? text with { IsResolved = false } : text;
    }

    /// <summary>Whether what a value matches is known, and not left to a variable or to what nobody documents.</summary>
    public static bool IsCertain(PolicyText text, bool hasVariables) =>
        Expand(text, "").IsResolved && PolicyTemplate.Of(text, hasVariables, hasWildcards: true).IsCertain;

    /// <summary>The API's part of an execute-api ARN.</summary>
    public static string ApiOf(string resource)
    {
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? resource : resource[..slash];
    }

    public static Truth Matches(PolicyText text, bool hasVariables, string resource)
    {
        var template = PolicyTemplate.Of(Expand(text, ApiOf(resource)), hasVariables, hasWildcards: true);
        return template.Pattern is [PolicyTemplate.AnyText] ? template.Matches(resource) : template.MatchesArn(resource);
    }
}
