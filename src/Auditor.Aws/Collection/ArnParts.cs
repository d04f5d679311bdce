namespace Auditor.Aws.Collection;

/// <summary>An ARN in its parts.</summary>
internal sealed record ArnParts(string Text, string Partition, string Service, string Region, string Account, string Resource)
{
    /// <returns>Null for what is no ARN.</returns>
    public static ArnParts? Of(string? text) => text?.Split(':', 6) is ["arn", var partition, var service, var region, var account, { Length: > 0 } resource]
        ? new(text, partition, service, region, account, resource)
        : null;
}
