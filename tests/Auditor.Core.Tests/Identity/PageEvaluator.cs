using System.Text.Json;
using static Auditor.Core.Tests.Identity.PageStatement;
using static Auditor.Core.Tests.Identity.SmallAccount;

namespace Auditor.Core.Tests.Identity;

/// <summary>
/// Decides one request whose every key is known, written from AWS's pages and nothing else: the judge's answers are compared with it.
/// </summary>
internal sealed class PageEvaluator
{
    private readonly SmallAccount _account;
    private readonly JsonElement[] _resource;
    private readonly JsonElement[] _limit;
    private readonly JsonElement[][] _levels;
    private readonly Dictionary<string, JsonElement[]> _own;

    public PageEvaluator(SmallAccount account)
    {
        (_account, _resource, _limit) = (account, Of(account.OfApi), Of(account.Limit));
        _levels = [.. account.Levels.Select(Of)];
        _own = new()
        {
            [User] = [.. Of(account.OfUser), .. Of(account.OfGroup)],
            [OtherRole] = Of(account.OfOtherRole),
            [Role] = Of(account.OfRole),
        };
    }

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
        var own = _own[role];
        var levels = principal == OtherRole ? [] : _levels;
        var limit = principal == OtherRole || _account.Limit is null ? null : _limit;
        bool Matches(JsonElement statement) => Holds(statement, resource, context);

        // Step 1: a Deny anywhere is the end.
        var isDenied = own.Concat(limit ?? [])
            .Concat(levels.SelectMany(level => level))
            .Any(statement => Is(statement, "Deny") && Matches(statement))
            || _resource.Any(statement => Is(statement, "Deny")
                && Matches(statement)
                && (limit is not null && statement.TryGetProperty("NotPrincipal", out _) ? true : IsFor(statement, principal, role)));
        if (isDenied)
        {
            return Decision.Denied;
        }

        // Step 2: every level of the caller's organization has to allow it.
        if (!levels.All(level => level.Any(statement => Is(statement, "Allow") && Matches(statement))))
        {
            return Decision.Denied;
        }

        var isWithinLimit = limit is null || limit.Any(statement => Is(statement, "Allow") && Matches(statement));
        var isAllowedByIdentity = isWithinLimit && own.Any(statement => Is(statement, "Allow") && Matches(statement));
        var granting = _resource.Where(statement => Is(statement, "Allow")
            && Matches(statement)
            && IsFor(statement, principal, role)).ToList();
        if (principal.Split(':')[4] != Id)
        {
            return isAllowedByIdentity && granting.Count > 0 ? Decision.Allowed : Decision.Denied;
        }

        if (isAllowedByIdentity)
        {
            return Decision.Allowed;
        }

        var (direct, asRole, asAccount) = (false, false, false);
        foreach (var name in granting.SelectMany(statement => statement.TryGetProperty("NotPrincipal", out _)
            ? ["*"]
            : Names(statement.GetProperty("Principal"))))
        {
            direct |= name == "*" || name == principal && (isUser || principal == Session);
            asRole |= name == role && !isUser;
            asAccount |= name is Id or Root;
        }

        return direct || (asRole && isWithinLimit) ? Decision.Allowed
            : asAccount && (isUser || isWithinLimit) ? Decision.LeftToAccount
            : Decision.Denied;
    }
}
