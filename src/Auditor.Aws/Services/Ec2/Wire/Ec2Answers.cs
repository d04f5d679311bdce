namespace Auditor.Aws.Services.Ec2.Wire;

internal sealed record Regions
{
    public IReadOnlyList<Region?>? RegionInfo { get; init; }
}

internal sealed record Region
{
    public string? RegionName { get; init; }

    public string? OptInStatus { get; init; }
}
