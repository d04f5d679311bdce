using System.Text.RegularExpressions;

namespace Auditor.Core.Inventory;

/// <summary>The Region and the id of a user pool, as the issuer of its tokens names them.</summary>
/// <param name="Region">Such as <c>eu-west-1</c>.</param>
/// <param name="PoolId">Such as <c>eu-west-1_aB3dE5fG7</c>.</param>
public readonly partial record struct UserPoolIssuer(string Region, string PoolId)
{
    /// <summary>
    /// What an issuer names: <c>https://cognito-idp.REGION.amazonaws.com/POOL</c>, or <c>https://issuer-cognito-idp...</c>, which user
    /// pools may be set to; <see langword="null"/> for an issuer that is no user pool.
    /// </summary>
    /// <param name="issuer">The <c>iss</c> of tokens, as a JWT authorizer has it.</param>
    public static UserPoolIssuer? Of(string? issuer) => Pattern().Match(issuer ?? "") is { Success: true, Groups: var groups }
        ? new(groups["region"].Value, groups["pool"].Value)
        : null;

    // The id of a pool that a template makes is not yet one of AWS's. Amazon Cognito endpoints and quotas; "Verifying JSON web tokens" of
    // the Amazon Cognito guide.
    [GeneratedRegex(
        @"^https://(issuer-)?cognito-idp\.(?<region>[a-z0-9-]+)\.amazonaws\.com(\.cn)?/(?<pool>[^/\s]+)/?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
