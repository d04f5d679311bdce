namespace Auditor.Aws.Reading;

/// <summary>An ARN in its parts.</summary>
internal sealed record ArnParts(string Text, string Partition, string Service, string Region, string Account, string Resource)
{
    /// <returns>Null for what is no ARN.</returns>
    /// <remarks>
    /// A Region becomes part of a host name, so nothing but letters, digits and hyphens passes for one: somebody else wrote these texts.
    /// </remarks>
    public static ArnParts? Of(string? text) =>
        text?.Split(':', 6) is ["arn", var partition, var service, var region, var account, { Length: > 0 } resource]
            && region.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-')
        ? new(text, partition, service, region, account, resource)
        : null;
}
