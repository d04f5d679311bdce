using Auditor.Aws.Transport;

namespace Auditor.Aws.Reading;

/// <summary>
/// Tells a thing that is gone from a question that was not answered: only the service's own word for it is proof, not every 404.
/// </summary>
internal static class Absence
{
    public const string NotFound = "NotFoundException";

    public const string ResourceNotFound = "ResourceNotFoundException";

    public const string WafNonexistentItem = "WAFNonexistentItemException";

    /// <returns>Null when the service says that there is no such thing.</returns>
    public static async Task<T?> NullWhenGoneAsync<T>(Func<Task<T>> read, string code)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (AwsCallException failure) when (string.Equals(failure.ErrorCode, code, StringComparison.Ordinal))
        {
            return null;
        }
    }
}
