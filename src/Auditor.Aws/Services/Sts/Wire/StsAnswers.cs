namespace Auditor.Aws.Services.Sts.Wire;

internal sealed record CallerIdentity
{
    public string? Account { get; init; }

    public string? Arn { get; init; }
}
