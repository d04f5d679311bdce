using Auditor.Core.Subjects;

namespace Auditor.Reports.Html;

/// <summary>Names places on the page, the same from run to run.</summary>
internal static class Anchor
{
    public static string OfApi(string account, string? region, string apiId) => Safe($"api-{account}-{region}-{apiId}");

    public static string? OfApi(ResourceIdentity identity) =>
        identity.ApiId is { } apiId ? OfApi(identity.Account, identity.Region, apiId) : null;

    public static string Safe(string text) =>
        string.Concat(text.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' ? character : '_'));
}
