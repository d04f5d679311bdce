using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>How sentences call callers and what they send.</summary>
internal static class CallerText
{
    /// <summary>Such as <c>callers from the internet without credentials</c>.</summary>
    public static string Of(CallerClass caller)
    {
        var network = caller.Network.Kind switch
        {
            CallerNetworkKind.Internet => "from the internet",
            CallerNetworkKind.ListedEndpoints => $"through {string.Join(", ", caller.Network.Endpoints.Select(endpoint => endpoint.Id))}",
            _ => caller.Network.Endpoints.IsEmpty ? "through a VPC endpoint" : "through somebody else's VPC endpoint",
        };
        return $"callers {network} {Of(caller.Identity)}";
    }

    private static string Of(CallerIdentity identity)
    {
        return identity.Kind switch
        {
            CallerIdentityKind.AnyAwsPrincipal => "with credentials of an AWS account",
            CallerIdentityKind.AccountPrincipals => $"with credentials of account {identity.AccountId}",
            CallerIdentityKind.OnePrincipal => $"with credentials of {identity.Arn}",
            CallerIdentityKind.OrganizationPrincipals => $"with credentials of organization {identity.OrganizationId}",
            _ => "without credentials",
        };
    }

    /// <summary>From where and as whom a witness calls, and what else it needs: <c>from 203.0.113.7 without credentials</c>.</summary>
    public static string Witness(CallerModel model, Box box, ImmutableArray<int> chosen, PolicyRequest request)
    {
        var extras = model.Dimensions
            .Where(dimension => !box.Sides[dimension.Index].IsFull && IsExtra(model, dimension))
            .Select(dimension => Extra(dimension, request));
        return string.Join("", [Network(model, box, request), " ", Identity(model, box, chosen, request), .. extras]);
    }

    private static bool IsExtra(CallerModel model, Dimension dimension) =>
        dimension is not ResourceDimension
        && dimension != model.Keys.Principals
        && dimension != model.Keys.Organizations
        && dimension.Name is not ("aws:SourceIp" or "aws:SourceVpce" or "aws:SourceVpc" or "the endpoint");

    private static string Network(CallerModel model, Box box, PolicyRequest request)
    {
        if (model.Keys.SourceIp is not null)
        {
            return $"from {request.Values("aws:SourceIp")[0]}";
        }

        var isNarrow = model.Dimensions.Any(dimension => dimension.Name is "aws:SourceVpce" or "aws:SourceVpc"
            && !box.Sides[dimension.Index].IsFull);
        return isNarrow || model.Caller.Network.Kind == CallerNetworkKind.ListedEndpoints
            ? $"through VPC endpoint {string.Join(" of ", request.Values("aws:SourceVpce").Concat(request.Values("aws:SourceVpc")))}"
            : model.Caller.Network.Endpoints.IsEmpty ? "through any VPC endpoint" : "through any VPC endpoint of others";
    }

    private static string Identity(CallerModel model, Box box, ImmutableArray<int> chosen, PolicyRequest request)
    {
        if (model.Keys.Principals is not { } principals || request.Principal is not { } principal)
        {
            return "without credentials";
        }

        var at = chosen[principals.Index];
        var side = box.Sides[principals.Index];
        var organization = model.Keys.Organizations is { } organizations
            && !box.Sides[organizations.Index].IsFull
            && request.Values("aws:PrincipalOrgID") is [var id]
            ? $" in organization {id}"
            : "";
        var account = principals.Accounts(at).FirstOrDefault();
        var isWhole = Enumerable.Range(0, principals.Count)
            .Where(other => principals.Accounts(other).FirstOrDefault() == account)
            .All(side.Contains);
        var who = (principals.Arns(at).Any() || !isWhole, account ?? model.Caller.Identity.AccountId) switch
        {
            (true, not null) => $"as {principal.SessionArn ?? principal.Arn}",
            (true, null) => $"as a principal like {principal.Arn} of any AWS account",
            (false, { } known) => $"as a user or role of account {known}",
            _ =>
                organization.Length > 0 || model.Caller.Identity.OrganizationId is not null
                    ? "as a user or role of an account"
                    : "as a user or role of any AWS account",
        };
        return organization.Length == 0 && model.Caller.Identity.OrganizationId is { } own && model.Caller.Identity.AccountId is null
            ? $"{who} in organization {own}"
            : who + organization;
    }

    private static string Extra(Dimension dimension, PolicyRequest request)
    {
        if (dimension is FlagDimension)
        {
            return dimension.Role == DimensionRole.Unknown ? $", if {dimension.Name} fits" : "";
        }

        var value = request.Values(dimension.Name) is [var text] ? $"{dimension.Name} '{text}'" : $"no {dimension.Name}";
        return dimension.Role == DimensionRole.Unknown ? $", if it has {value}" : $", with {value}";
    }
}
