using System.Globalization;
using System.Net;
using System.Text.Json;
using static Auditor.Core.Tests.Identity.SmallAccount;

namespace Auditor.Core.Tests.Identity;

/// <summary>
/// Tests one statement of a policy against one request whose every key is known, written from AWS's pages and nothing else.
/// </summary>
internal static class PageStatement
{
    public static JsonElement[] Of(string? statements)
    {
        if (statements is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(Document(statements));
        return [.. document.RootElement.GetProperty("Statement").EnumerateArray().Select(each => each.Clone())];
    }

    public static bool Is(JsonElement statement, string effect) => statement.GetProperty("Effect").GetString() == effect;

    /// <summary>Whether Principal, or NotPrincipal, is about a caller; <see langword="null"/> for one without a signature.</summary>
    public static bool IsFor(JsonElement statement, string? principal, string? role)
    {
        var isNegated = statement.TryGetProperty("NotPrincipal", out var names);
        var listed = Names(isNegated ? names : statement.GetProperty("Principal"));
        if (listed.Contains("*"))
        {
            return !isNegated;
        }

        var account = principal?.Split(':')[4];
        bool IsAccount(string name) => name == account || name == $"arn:aws:iam::{account}:root";
        if (!isNegated || Is(statement, "Allow"))
        {
            return listed.Any(name => name == principal || name == role || IsAccount(name)) != isNegated;
        }

        // A Deny spares whom it lists beside the account; of a role whose session is listed, that session (AWS JSON policy elements:
        // NotPrincipal).
        var session = listed.FirstOrDefault(name => name.Contains(":assumed-role/", StringComparison.Ordinal)
            && role is not null
            && name.Split('/')[1] == role.Split('/')[^1]);
        return principal is null
            || !listed.Any(IsAccount)
            || !(role is not null && role != principal
                ? listed.Contains(role) && (session is null || session == principal)
                : listed.Contains(principal) && session is null);
    }

    public static string[] Names(JsonElement principal) =>
        principal.ValueKind is JsonValueKind.String ? [principal.GetString() ?? ""] : Texts(principal.GetProperty("AWS"));

    public static bool Holds(JsonElement statement, string resource, Dictionary<string, string> context)
    {
        var action = statement.TryGetProperty("NotAction", out var notAction)
            ? !Texts(notAction).Any(pattern => Like(pattern, "execute-api:Invoke", ignoreCase: true))
            : Texts(statement.GetProperty("Action")).Any(pattern => Like(pattern, "execute-api:Invoke", ignoreCase: true));
        var about = statement.TryGetProperty("NotResource", out var notResource)
            ? !Texts(notResource).Any(pattern => IsAbout(pattern, resource, context))
            : Texts(statement.GetProperty("Resource")).Any(pattern => IsAbout(pattern, resource, context));
        return action && about && (!statement.TryGetProperty("Condition", out var condition)
            || condition.EnumerateObject().All(operation => operation.Value.EnumerateObject().All(key => Holds(operation.Name, key.Name, Texts(key.Value), context))));
    }

    private static bool IsAbout(string pattern, string resource, Dictionary<string, string> context)
    {
        pattern = pattern.Replace("execute-api:/", $"{Api}/", StringComparison.Ordinal);
        if (pattern.Contains("${aws:username}", StringComparison.Ordinal))
        {
            if (!context.TryGetValue("aws:username", out var name))
            {
                return false;
            }

            pattern = pattern.Replace("${aws:username}", name, StringComparison.Ordinal);
        }

        return Like(pattern, resource, ignoreCase: false);
    }

    private static bool Holds(string operation, string key, string[] wanted, Dictionary<string, string> context)
    {
        var ifExists = operation.EndsWith("IfExists", StringComparison.Ordinal);
        operation = ifExists ? operation[..^"IfExists".Length] : operation;
        var isThere = context.TryGetValue(key, out var value);
        if (operation == "Null")
        {
            return wanted.Any(text => text == "true") != isThere;
        }

        var isNegated = operation.Contains("Not", StringComparison.Ordinal);
        if (!isThere || value is null)
        {
            return ifExists || isNegated;
        }

        var matches = wanted.Any(text => operation switch
        {
            "StringEquals" or "StringNotEquals" => text == value,
            "StringLike" or "StringNotLike" or "ArnEquals" or "ArnNotEquals" or "ArnLike" or "ArnNotLike" =>
                Like(text, value, ignoreCase: false),
            "IpAddress" or "NotIpAddress" => IPNetwork.Parse(text).Contains(IPAddress.Parse(value)),
            "DateLessThan" => Date(value) < Date(text),
            "DateGreaterThan" => Date(value) > Date(text),
            "Bool" => string.Equals(text, value, StringComparison.OrdinalIgnoreCase),
            _ => throw new InvalidOperationException(operation),
        });
        return matches != isNegated;
    }

    private static DateTimeOffset Date(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static bool Like(string pattern, string text, bool ignoreCase) =>
        ignoreCase ? Like(pattern.ToUpperInvariant().AsSpan(), text.ToUpperInvariant()) : Like(pattern.AsSpan(), text);

    private static bool Like(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        if (pattern.IsEmpty)
        {
            return text.IsEmpty;
        }

        if (pattern[0] != '*')
        {
            return !text.IsEmpty && (pattern[0] == '?' || pattern[0] == text[0]) && Like(pattern[1..], text[1..]);
        }

        for (var left = 0; left <= text.Length; left++)
        {
            if (Like(pattern[1..], text[left..]))
            {
                return true;
            }
        }

        return false;
    }

    private static string[] Texts(JsonElement json) =>
        json.ValueKind is JsonValueKind.Array
            ? [.. json.EnumerateArray().Select(each => each.GetString() ?? "")]
            : [json.GetString() ?? ""];
}
