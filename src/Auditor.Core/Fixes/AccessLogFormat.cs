using System.Collections.Immutable;

namespace Auditor.Core.Fixes;

/// <summary>Completes the format of an access log: what stands there stays.</summary>
internal static class AccessLogFormat
{
    // Variables of which one is enough, and what the first is called in a JSON line.
    private static readonly ImmutableArray<(string Name, ImmutableArray<string> OneOf)> Needed =
    [
        ("requestId", ["$context.requestId", "$context.extendedRequestId"]),
        ("ip", ["$context.identity.sourceIp"]),
        ("requestTime", ["$context.requestTime", "$context.requestTimeEpoch"]),
        ("status", ["$context.status"]),
    ];

    // Whoever can read the log should not be able to call with them.
    private static readonly ImmutableArray<string> Secrets =
    [
        "$context.identity.apiKey", "$context.authorizer.token", "$context.authorizer.accessToken", "$context.authorizer.access_token",
        "$context.authorizer.idToken", "$context.authorizer.id_token", "$context.authorizer.jwt", "$context.authorizer.authorization",
        "$context.authorizer.apiKey", "$context.authorizer.secret", "$context.authorizer.password",
    ];

    /// <summary>The format with what an investigation needs, and without credentials.</summary>
    public static string Completed(string format)
    {
        var kept = Secrets.Aggregate(format, (text, secret) => Without(text, secret)).Trim();
        var missing = Needed.Where(needed => !needed.OneOf.Any(variable => Names(kept, variable))).ToList();
        if (missing.Count == 0)
        {
            return kept;
        }

        if (!kept.StartsWith('{') || !kept.EndsWith('}'))
        {
            return string.Join(' ', missing.Select(needed => needed.OneOf[0]).Prepend(kept)).Trim();
        }

        var members = string.Join(',', missing.Select(needed => $"\"{needed.Name}\":\"{needed.OneOf[0]}\""));
        var inner = kept[1..^1].TrimEnd();
        return $"{{{inner}{(inner.Trim().Length == 0 ? "" : ",")}{members}}}";
    }

    // '$context.identity.apiKeyId' is another variable than '$context.identity.apiKey'.
    private static bool Names(string format, string variable) => At(format, variable) >= 0;

    private static string Without(string format, string variable)
    {
        var text = format;
        while (At(text, variable) is >= 0 and var at)
        {
            text = $"{text[..at]}-{text[(at + variable.Length)..]}";
        }

        return text;
    }

    private static int At(string format, string variable)
    {
        for (var at = format.IndexOf(variable, StringComparison.OrdinalIgnoreCase); at >= 0;
            at = format.IndexOf(variable, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + variable.Length;
            if (end == format.Length || !(char.IsAsciiLetterOrDigit(format[end]) || format[end] is '_' or '-' or '.'))
            {
                return at;
            }
        }

        return -1;
    }
}
