namespace Auditor.Storage;

/// <summary>What a bucket lists.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="WrittenAt">When, by S3's clock.</param>
public sealed record StoredObject(StorageAddress Address, DateTimeOffset WrittenAt);
