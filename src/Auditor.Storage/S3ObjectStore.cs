using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.S3;
using Amazon.S3.Model;

namespace Auditor.Storage;

/// <summary>S3 through the SDK: these four calls and no other.</summary>
public sealed class S3ObjectStore : IObjectStore
{
    // S3 says from there where a bucket is, wherever it is.
    private const string AnyRegion = "us-east-1";

    private readonly Lazy<IAmazonS3> _s3;

    /// <param name="access">Who writes and reads.</param>
    public S3ObjectStore(StorageAccess access)
    {
        ArgumentNullException.ThrowIfNull(access);
        _s3 = new(() => new AmazonS3Client(ConfigurationOf(access)));
    }

    internal S3ObjectStore(IAmazonS3 s3) => _s3 = new(s3);

    /// <inheritdoc/>
    public Task RequireBucketAsync(StorageAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        return DoAsync(
            async s3 =>
            {
                try
                {
                    _ = await s3.HeadBucketAsync(new() { BucketName = address.Bucket }, cancellationToken).ConfigureAwait(false);
                }
                catch (AmazonS3Exception denied) when (denied.StatusCode is HttpStatusCode.Forbidden)
                {
                    // Who may write need not be allowed to list: whether it may, writing tells.
                }
            },
            $"{address} cannot be written to",
            "s3:PutObject",
            address);
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<StoredObject>> ListAsync(StorageAddress folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var found = ImmutableArray.CreateBuilder<StoredObject>();
        await DoAsync(
            async s3 =>
            {
                var request = new ListObjectsV2Request { BucketName = folder.Bucket, Prefix = folder.Prefix, Delimiter = "/" };
                do
                {
                    var page = await s3.ListObjectsV2Async(request, cancellationToken).ConfigureAwait(false);
                    foreach (var entry in page.S3Objects ?? [])
                    {
                        found.Add(new(folder.In(entry.Key[folder.Prefix.Length..]), entry.LastModified?.ToUniversalTime() ?? default));
                    }

                    request.ContinuationToken = page.IsTruncated is true ? page.NextContinuationToken : null;
                }
                while (request.ContinuationToken is not null);
            },
            $"{folder} cannot be listed",
            "s3:ListBucket",
            folder).ConfigureAwait(false);
        return found.ToImmutable();
    }

    /// <inheritdoc/>
    public Task ReadAsync(StorageAddress address, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(content);
        return DoAsync(
            async s3 =>
            {
                using var answer = await s3.GetObjectAsync(new() { BucketName = address.Bucket, Key = address.Key }, cancellationToken)
                    .ConfigureAwait(false);
                await answer.ResponseStream.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
            },
            $"{address} cannot be read",
            "s3:GetObject",
            address);
    }

    /// <inheritdoc/>
    public Task WriteAsync(StorageAddress address, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(content);
        return DoAsync(
            // NOTE: no access list and no encryption of ours: the bucket's own apply.
            s3 => s3.PutObjectAsync(
                new()
                {
                    BucketName = address.Bucket,
                    Key = address.Key,
                    InputStream = content,
                    AutoCloseStream = false,
                    ContentType = ContentTypeOf(address.Key),
                },
                cancellationToken),
            $"{address} cannot be written",
            "s3:PutObject",
            address);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_s3.IsValueCreated)
        {
            _s3.Value.Dispose();
        }
    }

    private static AmazonS3Config ConfigurationOf(StorageAccess access)
    {
        var config = new AmazonS3Config();
        if (access.Profile is { } profile)
        {
            config.Profile = new(profile);
        }

        if (EndpointOf(access) is { } endpoint)
        {
            // What stands in for AWS answers to a name of its own, not to one for each bucket.
            (config.ServiceURL, config.ForcePathStyle) = (endpoint, true);
            config.AuthenticationRegion = RegionOf(access) ?? AnyRegion;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(RegionOf(access) ?? AnyRegion);
        }

        return config;
    }

    // NOTE: the SDK reads these variables, but not where a Region is set, and it always is.
    private static string? EndpointOf(StorageAccess access) =>
        Variable("AWS_ENDPOINT_URL_S3")
            ?? access.EndpointUrl?.AbsoluteUri
            ?? (Variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") is "true" ? null : Variable("AWS_ENDPOINT_URL"));

    private static string? RegionOf(StorageAccess access) =>
        Variable("AWS_REGION")
            ?? Variable("AWS_DEFAULT_REGION")
            ?? (new CredentialProfileStoreChain().TryGetProfile(access.Profile ?? Variable("AWS_PROFILE") ?? "default", out var profile)
                ? profile.Region?.SystemName
                : null);

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private async Task DoAsync(Func<IAmazonS3, Task> work, string what, string action, StorageAddress address)
    {
        try
        {
            await work(_s3.Value).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is AmazonServiceException or AmazonClientException or HttpRequestException or IOException)
        {
            throw StorageAdvice.Of(failure, what, action, address);
        }
    }

    private static string ContentTypeOf(string key) => Path.GetExtension(key) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".json" or ".sarif" => "application/json",
        ".jsonl" => "application/x-ndjson",
        ".csv" => "text/csv; charset=utf-8",
        ".md" => "text/markdown; charset=utf-8",
        ".xml" => "application/xml",
        _ => "application/octet-stream",
    };
}
