using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Auditor.Core.Text;

namespace Auditor.Storage;

/// <summary>Says why S3 could not be used, and what to do about it.</summary>
internal static class StorageAdvice
{
    /// <param name="failure">What the SDK threw.</param>
    /// <param name="what">What was not done, such as <c>s3://bucket/key cannot be written</c>.</param>
    /// <param name="action">The action of IAM that it takes.</param>
    /// <param name="address">The place.</param>
    public static StorageException Of(Exception failure, string what, string action, StorageAddress address) => new(failure switch
    {
        AmazonS3Exception { ErrorCode: "NoSuchBucket" } => NoBucket(what, address),
        AmazonS3Exception { ErrorCode: "NoSuchKey" } => $"{what}: it does not exist.",
        AmazonS3Exception { ErrorCode: "ExpiredToken" or "ExpiredTokenException" or "TokenRefreshRequired" } =>
            $"{what}: the credentials have expired. Sign in again.",
        AmazonS3Exception { ErrorCode: "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "InvalidToken" } wrong =>
            $"{what}: S3 does not know the credentials ({wrong.ErrorCode}).",
        AmazonS3Exception { ErrorCode: "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" }
            or AmazonS3Exception { StatusCode: HttpStatusCode.MovedPermanently } =>
            $"{what}: the bucket {Quote.Of(address.Bucket)} is in another Region. Set AWS_REGION to the bucket's.",
        AmazonS3Exception { ErrorCode: { } code } denied when code.StartsWith("KMS.", StringComparison.Ordinal) || IsOfKey(denied) =>
            $"{what}: the key that the bucket encrypts with may not be used. Allow kms:GenerateDataKey to write and kms:Decrypt to read "
                + $"({Shown(denied)}).",
        AmazonS3Exception { StatusCode: HttpStatusCode.Forbidden } denied =>
            $"{what}: S3 denies it. The identity needs {action} ('auditor permissions --storage s3://{address.Bucket}/...' prints the "
                + $"policy), and neither the bucket's policy nor one of the organization may deny it ({Shown(denied)}).",
        AmazonS3Exception { StatusCode: HttpStatusCode.NotFound } => NoBucket(what, address),
        AmazonS3Exception { ErrorCode: "EntityTooLarge" } =>
            $"{what}: S3 takes 5 GB at a time. Split the accounts with --shard.",
        AmazonS3Exception other => $"{what}: {Shown(other)}.",
        AmazonClientException { InnerException: HttpRequestException or null } unreachable =>
            $"{what}: {Trimmed(unreachable.InnerException ?? unreachable)}.",
        _ => $"{what}: {Trimmed(failure)}.",
    });

    private static string NoBucket(string what, StorageAddress address) =>
        $"{what}: there is no bucket {Quote.Of(address.Bucket)}. Make it first, private and encrypted; Auditor makes none.";

    private static bool IsOfKey(AmazonS3Exception failure) => failure.Message?.Contains("kms:", StringComparison.Ordinal) is true;

    private static string Shown(AmazonS3Exception failure) =>
        Quote.Of(string.IsNullOrEmpty(failure.ErrorCode) ? Trimmed(failure) : $"{failure.ErrorCode}: {Trimmed(failure)}");

    private static string Trimmed(Exception exception) => exception.Message.Trim().TrimEnd('.');
}
