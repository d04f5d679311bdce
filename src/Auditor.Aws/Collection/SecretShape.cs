using Auditor.Core.Secrets;

namespace Auditor.Aws.Collection;

/// <summary>Takes secrets out of what AWS answered as soon as it is read. The whole inventory passes the same judge once more before anybody gets it.</summary>
internal static class SecretShape
{
    public static string? OfAddress(string? uri) => uri is null ? null : SecretJudge.Mask("value", uri);

    public static string? OfText(string? text) => text is null ? null : SecretJudge.Mask(text);

    public static string OfMessage(string message) => SecretJudge.Mask(message);

    public static string? OfDocument(string? document) => string.IsNullOrWhiteSpace(document) ? null : SecretJudge.Mask(document);
}
