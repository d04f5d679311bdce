using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using static Auditor.Core.Tests.Identity.SmallAccount;

namespace Auditor.Core.Tests.Identity;

/// <summary>Decides one request whose every key is known, written from AWS's pages and nothing else: the judge's answers are compared with it.</summary>
internal sealed class PageEvaluator
{
    private readonly SmallAccount _account;
    private readonly JsonElement[] _resource;
    private readonly JsonElement[] _limit;

    public PageEvaluator(SmallAccount account) => (_account, _resource, _limit) = (account, Statements(account.OfApi), Statements(account.Limit));

    public enum Decision
    {
        Denied,
        Allowed,

        /// <summary>IAM's page says denied, API Gateway's says allowed: an account as principal, and no identity policy.</summary>
        LeftToAccount,
    }

    public Decision Decide(string principal, string verb, string path, string ip)
    {
        var isUser = principal == User;
        var role = principal == Session ? Role : principal;
        var context = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:SourceIp"] = ip,
            ["aws:PrincipalArn"] = role,
            ["aws:PrincipalAccount"] = principal.Split(':')[4],
            ["aws:RequestedRegion"] = "eu-west-1",
            ["aws:CurrentTime"] = "2026-11-22T00:00:00Z",
            ["aws:SecureTransport"] = "true",
        };
        if (isUser)
        {
            context["aws:username"] = "jane";
        }

        var resource = $"{Api}/prod/{verb}{path}";
        var own = isUser ? [.. Statements(_account.OfUser), .. Statements(_account.OfGroup)] : principal == OtherRole ? Statements(_account.OfOtherRole) : Statements(_account.OfRole);
        var limit = principal == OtherRole || _account.Limit is null ? null : _limit;
        bool Matches(JsonElement statement) => Holds(statement, resource, context);

        // Step 1: a Deny anywhere is the end.
        var isDenied = own.Concat(limit ?? []).Any(statement => Is(statement, "Deny") && Matches(statement))
            || _resource.Any(statement => Is(statement, "Deny") && Matches(statement) && (limit is not null && statement.TryGetProperty("NotPrincipal", out _) ? true : IsFor(statement, principal, role)));
        if (isDenied)
        {
            return Decision.Denied;
        }

        var isWithinLimit = limit is null || limit.Any(statement => Is(statement, "Allow") && Matches(statement));
        var isAllowedByIdentity = isWithinLimit && own.Any(statement => Is(statement, "Allow") && Matches(statement));
        var granting = _resource.Where(statement => Is(statement, "Allow") && Matches(statement) && IsFor(statement, principal, role)).ToList();
        if (principal.Split(':')[4] != Id)
        {
            return isAllowedByIdentity && granting.Count > 0 ? Decision.Allowed : Decision.Denied;
        }

        if (isAllowedByIdentity)
        {
            return Decision.Allowed;
        }

        var (direct, asRole, asAccount) = (false, false, false);
        foreach (var name in granting.SelectMany(statement => statement.TryGetProperty("NotPrincipal", out _) ? ["*"] : Names(statement.GetProperty("Principal"))))
        {
            direct |= name == "*" || name == principal && (isUser || principal == Session);
            asRole |= name == role && !isUser;
            asAccount |= name is Id or Root;
        }

        return direct || (asRole && isWithinLimit) ? Decision.Allowed
            : asAccount && (isUser || isWithinLimit) ? Decision.LeftToAccount
            : Decision.Denied;
    }

    private static JsonElement[] Statements(string? statements)
    {
        if (statements is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(Document(statements));
        return [.. document.RootElement.GetProperty("Statement").EnumerateArray().Select(each => each.Clone())];
    }

    private static bool Is(JsonElement statement, string effect) => statement.GetProperty("Effect").GetString() == effect;

    private static bool IsFor(JsonElement statement, string principal, string role)
    {
        var isNegated = statement.TryGetProperty("NotPrincipal", out var names);
        var isNamed = Names(isNegated ? names : statement.GetProperty("Principal")).Any(name => name == "*" || name == principal || name == role || name == principal.Split(':')[4] || name == $"arn:aws:iam::{principal.Split(':')[4]}:root");
        return isNamed != isNegated;
    }

    private static string[] Names(JsonElement principal) => principal.ValueKind is JsonValueKind.String ? [principal.GetString() ?? ""] : Texts(principal.GetProperty("AWS"));

    private static bool Holds(JsonElement statement, string resource, Dictionary<string, string> context)
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
            "StringLike" or "StringNotLike" or "ArnEquals" or "ArnNotEquals" or "ArnLike" or "ArnNotLike" => Like(text, value, ignoreCase: false),
            "IpAddress" or "NotIpAddress" => IPNetwork.Parse(text).Contains(IPAddress.Parse(value)),
            "DateLessThan" => Date(value) < Date(text),
            "DateGreaterThan" => Date(value) > Date(text),
            "Bool" => string.Equals(text, value, StringComparison.OrdinalIgnoreCase),
            _ => throw new InvalidOperationException(operation),
        });
        return matches != isNegated;
    }

    private static DateTimeOffset Date(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static bool Like(string pattern, string text, bool ignoreCase) => Regex.IsMatch(
        text,
        $"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}$",
        ignoreCase ? RegexOptions.IgnoreCase | RegexOptions.CultureInvariant : RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(5));

    private static string[] Texts(JsonElement json) => json.ValueKind is JsonValueKind.Array ? [.. json.EnumerateArray().Select(each => each.GetString() ?? "")] : [json.GetString() ?? ""];
}
